// Where a later read begins: which exports were read, and what the last of them held, by which it is told what a new one no
// longer has.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::compilo {

// Every batch carries it, so what is remembered is bounded: some twenty thousand documents.
inline constexpr size_t kRememberedBytes = 512u << 10;

struct ExportPosition {
  std::string place;           // checkpoint of the place of files; empty for a service
  std::set<std::string> keys;  // natural keys that were there

  // `{"keys":["…"],"place":"…"}`; empty when nothing is to be said.
  std::string ToJson() const;
  // FAILED_PRECONDITION checkpoint_unreadable when the text is none of these.
  static Result<ExportPosition> FromJson(const std::string& text);
};

// Length of the keys as they stand in a checkpoint.
size_t RememberedBytes(const std::set<std::string>& keys);

// Of the former keys those that an export does not have though it `covers` them. FAILED_PRECONDITION export_cut_short when
// they are more than `most_percent` of those that it covers: an export is more likely to be broken than a municipality to
// have withdrawn them all at once.
Result<std::vector<std::string>> GoneSince(const std::set<std::string>& former, const std::set<std::string>& now,
                                           const std::function<bool(const std::string&)>& covers, int64_t most_percent);

}  // namespace helhet::compilo
