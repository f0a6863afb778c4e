#include "core/plugin/rate_limiter.h"

#include <algorithm>

namespace helhet::plugin {

std::chrono::milliseconds RateLimiter::Book(const v1::Acquire& request) {
  using std::chrono::milliseconds;
  const auto now = now_();
  std::lock_guard lock(mutex_);
  Bucket& bucket = buckets_[{request.credential(), request.host()}];
  if (request.retry_after_ms() > 0) {
    const milliseconds asked(std::min<uint64_t>(request.retry_after_ms(), kLongestRetryAfterMs));
    bucket.blocked_until = std::max(bucket.blocked_until, now + asked);
  }
  auto go_at = std::max(now, bucket.blocked_until);
  if (request.calls_per_window() > 0) {
    const size_t size = std::min(request.calls_per_window(), kCallsPerWindow);
    while (bucket.calls.size() > size) bucket.calls.pop_front();
    if (bucket.calls.size() == size) go_at = std::max(go_at, bucket.calls.front() + milliseconds(request.window_ms()));
    bucket.calls.push_back(go_at);
  }
  return std::chrono::ceil<milliseconds>(go_at - now);
}

}  // namespace helhet::plugin
