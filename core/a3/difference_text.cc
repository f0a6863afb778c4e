// A difference in the lines of a message.
#include <vector>

#include "core/a3/difference.h"

namespace helhet::a3 {
namespace {

using api::v1::A3Change;

// A text that is cut where it is long, between characters.
std::string Cut(const std::string& text) {
  constexpr size_t kShown = 80;
  if (text.size() <= kShown) return "'" + text + "'";
  size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "'" + text.substr(0, end) + "…'";
}

// The lines that tell of one change.
std::vector<std::string> LinesOf(const A3Change& change) {
  const std::string name = change.field() + (change.item_id().empty() ? "" : " " + Cut(change.item_id()));
  if (change.kind() == api::v1::A3_CHANGE_KIND_ADDED) return {name + ": added"};
  if (change.kind() == api::v1::A3_CHANGE_KIND_REMOVED) return {name + ": removed"};
  std::vector<std::string> lines;
  for (const auto& value : change.values()) {
    const std::string path = value.path() == change.field() ? "" : ": " + value.path();
    lines.push_back(name + path + ": " + Cut(value.before()) + " → " + Cut(value.after()));
  }
  for (const auto& text : change.texts()) {
    const std::string path = text.path() == change.field() ? "" : ": " + text.path();
    for (const auto& line : text.lines()) {
      if (line.kind() == api::v1::A3_CHANGE_KIND_REMOVED) lines.push_back(name + path + ": − " + Cut(line.text()));
      if (line.kind() == api::v1::A3_CHANGE_KIND_ADDED) lines.push_back(name + path + ": + " + Cut(line.text()));
    }
  }
  return lines;
}

}  // namespace

std::string DifferenceText(const api::v1::A3Difference& difference, size_t most_bytes) {
  std::string text;
  int left_out = 0;
  for (const A3Change& change : difference.changes()) {
    for (const std::string& line : LinesOf(change)) {
      if (left_out > 0 || text.size() + line.size() + 1 > most_bytes) {
        ++left_out;
      } else {
        text += (text.empty() ? "" : "\n") + line;
      }
    }
  }
  if (left_out > 0) text += (text.empty() ? "" : "\n") + std::string("and ") + std::to_string(left_out) + " more";
  return text;
}

}  // namespace helhet::a3
