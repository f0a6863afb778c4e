// A read from a child process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "core/plugin/child_call.h"
#include "core/plugin/connection.h"
#include "core/plugin/permissions.h"
#include "core/plugin/rate_limiter.h"

namespace helhet::plugin {

class ChildRead : public ReadSession {
 public:
  // `limiter` must outlive it. `hosts` are those that the connector may call.
  ChildRead(std::unique_ptr<ChildCall> call, RateLimiter& limiter, const std::vector<Endpoint>& hosts)
      : call_(std::move(call)), limiter_(limiter), hosts_(hosts) {}

  Status Begin(const v1::ReadStart& start);

  Result<ReadEvent> Next() override;
  Status Acknowledge(uint64_t sequence) override;
  void Cancel() override;

 private:
  using Clock = std::chrono::steady_clock;

  Result<ReadEvent> TakeBatch(v1::Batch batch);
  // Waits for the hub's rate limit, and lets the call go out. A bucket is shared by all connectors that call a host, so
  // only those that may call it have a say.
  Status Grant(const v1::Acquire& request);

  const std::unique_ptr<ChildCall> call_;
  RateLimiter& limiter_;
  const std::vector<Endpoint> hosts_;
  uint64_t received_ = 0;
  uint64_t acknowledged_ = 0;
  Clock::time_point progress_at_{};
  std::mutex cancel_mutex_;
  std::condition_variable cancel_;
};

}  // namespace helhet::plugin
