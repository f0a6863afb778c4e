#include "core/plugin/output_tail.h"

#include <chrono>

#include "core/log.h"

namespace helhet::plugin {
namespace {

constexpr size_t kLineBytes = 4096;     // A longer line is cut.
constexpr size_t kLastLines = 5;        // Kept for the message of a crash.
constexpr int kLinesPerSecond = 100;    // To the log; a plugin that prints more would fill the disk.

int64_t Second() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Takes `<6>` off the front; lines without one are information.
spdlog::level::level_enum TakeLevel(std::string_view* line) {
  if (line->size() < 3 || (*line)[0] != '<' || (*line)[2] != '>') return spdlog::level::info;
  const char digit = (*line)[1];
  line->remove_prefix(3);
  if (digit <= '3') return spdlog::level::err;
  if (digit <= '4') return spdlog::level::warn;
  return digit <= '6' ? spdlog::level::info : spdlog::level::debug;
}

}  // namespace

void OutputTail::Take(std::string_view bytes) {
  for (const char byte : bytes) {
    if (byte == '\n') {
      TakeLine();
    } else if (line_.size() < kLineBytes) {
      // Control characters could write over a terminal that shows the log.
      line_.push_back(static_cast<unsigned char>(byte) < ' ' ? ' ' : byte);
    }
  }
}

void OutputTail::TakeLine() {
  if (line_.empty()) return;
  std::string_view text = line_;
  const auto level = TakeLevel(&text);
  last_.emplace_back(text);
  if (last_.size() > kLastLines) last_.pop_front();
  const int64_t now = Second();
  if (now != second_) {
    TellLeftOut();
    second_ = now;
    lines_this_second_ = 0;
  }
  if (++lines_this_second_ <= kLinesPerSecond) {
    spdlog::log(level, "plugin_log {} line=\"{}\"", label_, text);
  } else {
    ++left_out_;
  }
  line_.clear();
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
    joined += line;
  }
  return joined;
}

}  // namespace helhet::plugin
