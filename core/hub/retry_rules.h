// How patient the hub is with connectors that fail: when one may be tried again, and when it is left alone.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "core/plugin/crash_budget.h"
#include "helhet/status.h"

namespace helhet::hub {

// Thread-safe. In memory only: a hub that starts is patient from the beginning.
class RetryRules {
 public:
  using Clock = plugin::CrashBudget::Clock;

  explicit RetryRules(std::function<Clock::time_point()> now = Clock::now) : now_(std::move(now)) {}

  // A run has ended so. Gives how long to wait before it is tried again; nothing when it went through, when a person
  // has to act first, or when its plugin has crashed too often. A source that is away, or asks to wait, is given at
  // least as long as it asks for, and longer for each failure in a row, up to an hour.
  std::optional<std::chrono::milliseconds> Ended(const std::string& municipality_id, const std::string& connector_id, const Status& outcome);

  // Whether the schedule may start it: UNAVAILABLE with retry_after while it is to wait after a crash,
  // FAILED_PRECONDITION when it has crashed too often.
  Status MayStart(const std::string& municipality_id, const std::string& connector_id);

  // A person wants it tried again: earlier failures no longer count.
  void Forgive(const std::string& municipality_id, const std::string& connector_id);

 private:
  using Key = std::pair<std::string, std::string>;
  struct Record {
    plugin::CrashBudget budget;
    int failures_in_a_row = 0;
  };
  Record& RecordOf(const std::string& municipality_id, const std::string& connector_id);

  const std::function<Clock::time_point()> now_;
  std::mutex mutex_;
  std::map<Key, Record> records_;
};

}  // namespace helhet::hub
