#include "core/plugin/output_tail.h"

#include <algorithm>

#include "core/log.h"

namespace helhet::plugin {
namespace {

constexpr size_t kLineBytes = 4096;     // A longer line is cut.
constexpr size_t kLastLines = 5;        // Kept for the message of a crash.
constexpr int kLinesPerSecond = 100;    // To the log; a plugin that prints more would fill the disk.

// Takes `<6>` off the front; lines without one are information.
spdlog::level::level_enum TakeLevel(std::string* line) {
  if (line->size() < 3 || (*line)[0] != '<' || (*line)[2] != '>') return spdlog::level::info;
  const char digit = (*line)[1];
  line->erase(0, 3);
  if (digit <= '3') return spdlog::level::err;
  if (digit <= '4') return spdlog::level::warn;
  return digit <= '6' ? spdlog::level::info : spdlog::level::debug;
}

// Control characters could write over a terminal that shows the log.
std::string Printable(std::string line) {
  std::replace_if(line.begin(), line.end(), [](char byte) { return static_cast<unsigned char>(byte) < ' '; }, ' ');
  return line;
}

}  // namespace

void OutputTail::Take(std::string_view bytes, Clock::time_point now) {
  if (const auto second = std::chrono::floor<std::chrono::seconds>(now); second != second_) {
    TellLeftOut();
    second_ = second;
    lines_this_second_ = 0;
  }
  while (!bytes.empty()) {
    const size_t line_end = std::min(bytes.find('\n'), bytes.size());
    line_.append(bytes.substr(0, std::min(line_end, kLineBytes - line_.size())));
    if (line_end == bytes.size()) return;
    TakeLine();
    bytes.remove_prefix(line_end + 1);
  }
}

void OutputTail::TakeLine() {
  if (line_.empty()) return;
  last_.push_back(std::move(line_));
  line_.clear();
  if (last_.size() > kLastLines) last_.pop_front();
  if (++lines_this_second_ > kLinesPerSecond) {
    ++left_out_;
    return;
  }
  std::string text = Printable(last_.back());
  const auto level = TakeLevel(&text);
  spdlog::log(level, "plugin_log {} line=\"{}\"", label_, text);
}

void OutputTail::Finish() {
  TakeLine();
  TellLeftOut();
}

void OutputTail::TellLeftOut() {
  if (left_out_ > 0) spdlog::warn("plugin_log_left_out {} lines={}", label_, left_out_);
  left_out_ = 0;
}

std::string OutputTail::LastLines() const {
  std::string joined;
  for (const auto& line : last_) {
    if (!joined.empty()) joined += " | ";
    std::string text = Printable(line);
    TakeLevel(&text);
    joined += text;
  }
  return joined;
}

}  // namespace helhet::plugin
