// Rate limits of sources, held by the hub for all children together.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::plugin {

// A source that asks for more than a day is not waited for longer at a time.
inline constexpr uint64_t kLongestRetryAfterMs = 24ull * 3600 * 1000;
// Calls that a bucket remembers: a larger window is held as this one.
inline constexpr uint32_t kCallsPerWindow = 100'000;

// One bucket of tokens for each (credential, host). A token comes back a whole window after it was used, so
// that no window, wherever it is laid, holds more calls than the source allows. Thread-safe; never sleeps.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RateLimiter(std::function<Clock::time_point()> now = Clock::now) : now_(std::move(now)) {}

  // Books one call and returns how long to wait before it may go out. The bucket has the size that the
  // source states (calls_per_window in window_ms); with none stated, calls are not held back.
  // retry_after_ms holds back all calls of the bucket.
  std::chrono::milliseconds Book(const v1::Acquire& request);

 private:
  struct Bucket {
    std::deque<Clock::time_point> calls;  // when they go out: the last window's worth, oldest first
    Clock::time_point blocked_until;
  };

  const std::function<Clock::time_point()> now_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Bucket> buckets_;  // by credential and host
};

}  // namespace helhet::plugin
