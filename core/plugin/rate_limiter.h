// Rate limits of sources, held by the hub for all children together.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "helhet/plugin/v1/connector.pb.h"

namespace helhet::plugin {

// One token bucket for each (credential, host). Thread-safe; never sleeps.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RateLimiter(std::function<Clock::time_point()> now = Clock::now) : now_(std::move(now)) {}

  // Books one call and returns how long to wait before it may go out. A bucket has the size that the
  // source states (calls_per_window in window_ms), and refills evenly; with no size stated, calls are not
  // held back. retry_after_ms holds back all calls of the bucket.
  std::chrono::milliseconds Book(const v1::Acquire& request);

 private:
  struct Bucket {
    double tokens = 0;
    uint32_t calls_per_window = 0;
    uint32_t window_ms = 0;
    Clock::time_point filled_at;
    Clock::time_point blocked_until;
  };

  const std::function<Clock::time_point()> now_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Bucket> buckets_;  // by credential and host
};

}  // namespace helhet::plugin
