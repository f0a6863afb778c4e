// What a child prints: log lines, bounded.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace helhet::plugin {

// Cuts bytes into lines, hands them to the hub's log, and keeps the last few for messages. Of more than a
// hundred lines in a second the log gets the first hundred, and one line that tells how many were left out.
// Not thread-safe.
class OutputTail {
 public:
  using Clock = std::chrono::steady_clock;

  explicit OutputTail(std::string label) : label_(std::move(label)) {}

  // `now` is when they came.
  void Take(std::string_view bytes, Clock::time_point now);
  // Takes the line that has no line break, and tells how many were left out.
  void Finish();
  // The last lines, in one: `terminate called | what(): no`. Empty when there are none.
  std::string LastLines() const;

 private:
  void TakeLine();
  void TellLeftOut();

  const std::string label_;
  std::string line_;
  std::deque<std::string> last_;
  std::chrono::time_point<Clock, std::chrono::seconds> second_{};
  int lines_this_second_ = 0;
  uint64_t left_out_ = 0;
};

}  // namespace helhet::plugin
