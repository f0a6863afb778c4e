// A read from a child process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "core/plugin/child_call.h"
#include "core/plugin/connection.h"
#include "core/plugin/rate_limiter.h"

namespace helhet::plugin {

class ChildRead : public ReadSession {
 public:
  // `limiter` must outlive it.
  ChildRead(std::unique_ptr<ChildCall> call, RateLimiter& limiter) : call_(std::move(call)), limiter_(limiter) {}

  Status Begin(const v1::ReadStart& start);

  Result<ReadEvent> Next() override;
  Status Acknowledge(uint64_t sequence) override;
  void Cancel() override;

 private:
  using Clock = std::chrono::steady_clock;

  Result<ReadEvent> TakeBatch(v1::Batch batch);
  // Waits for the hub's rate limit, and lets the call go out.
  Status Grant(const v1::Acquire& request);

  const std::unique_ptr<ChildCall> call_;
  RateLimiter& limiter_;
  uint64_t received_ = 0;
  uint64_t acknowledged_ = 0;
  Clock::time_point progress_at_{};
  std::mutex cancel_mutex_;
  std::condition_variable cancel_;
};

}  // namespace helhet::plugin
