// What the exports of one read tell to be gone.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "export_reader.h"
#include "helhet/plugin/v1/record.pb.h"
#include "helhet/status.h"

namespace helhet::compilo {

// What an export is called, and when it was written.
struct Export {
  std::string locator;
  int64_t time_us = 0;
};

// Immutable once made.
class Withdrawal {
 public:
  Withdrawal() = default;
  // `is_complete`: each export holds all there is, and one that lacks more than `most_percent` of what there was is cut
  // short. Otherwise a document is never gone, and a count when an export of its month no longer has it.
  Withdrawal(std::string stream, bool is_complete, int64_t most_percent)
      : stream_(std::move(stream)), is_complete_(is_complete), most_percent_(most_percent) {}

  // Gives a deletion for each key that is gone, and a refusal where that cannot be told: no_rows, export_cut_short,
  // too_many_keys. `now` are the keys of the facts of `one`, and `remembered` those that there were, then those that there
  // are. Of an export that is not whole, because a row could not be read, nothing is told to be gone: the row may be it.
  // The status is the sink's.
  Status Tell(const Export& one, const std::set<std::string>& now, bool is_whole, std::set<std::string>& remembered,
              const ExportReader::Sink& sink) const;

 private:
  Status Forget(const Export& one, std::set<std::string>& remembered, const ExportReader::Sink& sink) const;
  plugin::v1::Record Start(const Export& one) const;
  plugin::v1::Record Refusal(const Export& one, Status status) const;

  std::string stream_;
  bool is_complete_ = false;
  int64_t most_percent_ = 0;
};

}  // namespace helhet::compilo
