// How often a connector instance may fail by its plugin's fault before it is left alone.
#pragma once

#include <chrono>
#include <deque>
#include <functional>

#include "helhet/status.h"

namespace helhet::plugin {

// Whether a failed run counts: the child ended by its own fault, or was ended for it. What the connector
// itself told of does not.
bool IsCrash(const Status& status);

struct CrashPolicy {
  int crashes = 5;                                              // within the window; one more is too many
  std::chrono::milliseconds window{std::chrono::hours(1)};
  std::chrono::milliseconds first_wait{std::chrono::seconds(1)};
  std::chrono::milliseconds longest_wait{std::chrono::minutes(5)};
};

// One for each connector instance: its runner looks at exhausted() and Wait() before each start. Not
// thread-safe.
class CrashBudget {
 public:
  using Clock = std::chrono::steady_clock;

  explicit CrashBudget(CrashPolicy policy = {}, std::function<Clock::time_point()> now = Clock::now)
      : policy_(policy), now_(std::move(now)) {}

  // A run failed by IsCrash.
  void RecordCrash();
  // A run went through: the waits begin from the start again.
  void RecordSuccess();

  // Whether the budget is spent; it comes back as crashes grow older than the window, or by Reset.
  bool exhausted();
  // How long to wait before the next start: doubles with each crash in a row.
  std::chrono::milliseconds Wait();
  // A person says that it may be tried again.
  void Reset();

 private:
  void Forget();

  const CrashPolicy policy_;
  const std::function<Clock::time_point()> now_;
  std::deque<Clock::time_point> crashes_;
  int in_a_row_ = 0;
};

}  // namespace helhet::plugin
