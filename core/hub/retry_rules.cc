#include "core/hub/retry_rules.h"

#include <algorithm>

namespace helhet::hub {
namespace {

using std::chrono::milliseconds;

// A source that is away is not back within seconds; an hour is what a person would wait before looking.
constexpr milliseconds kFirstWait{std::chrono::minutes(1)};
constexpr milliseconds kLongestWait{std::chrono::hours(1)};

// Whether the failure may pass without anybody doing anything.
bool MayPass(const Status& outcome) {
  return outcome.code() == StatusCode::kUnavailable || outcome.error_class() == ErrorClass::kTransient ||
         outcome.error_class() == ErrorClass::kRateLimit || outcome.retry_after_ms() > 0;
}

milliseconds WaitAfter(int failures) {
  auto wait = kFirstWait;
  for (int i = 1; i < failures && wait < kLongestWait; ++i) wait *= 2;
  return std::min(wait, kLongestWait);
}

}  // namespace

RetryRules::Record& RetryRules::RecordOf(const std::string& municipality_id, const std::string& connector_id) {
  return records_.try_emplace({municipality_id, connector_id}, Record{plugin::CrashBudget({}, now_)}).first->second;
}

std::optional<milliseconds> RetryRules::Ended(const std::string& municipality_id, const std::string& connector_id, const Status& outcome) {
  const std::lock_guard lock(mutex_);
  Record& record = RecordOf(municipality_id, connector_id);
  if (outcome.ok()) {
    record.budget.RecordSuccess();
    record.failures_in_a_row = 0;
    return std::nullopt;
  }
  if (plugin::IsCrash(outcome)) {
    record.budget.RecordCrash();
    if (record.budget.exhausted()) return std::nullopt;
    return record.budget.Wait();
  }
  if (!MayPass(outcome)) return std::nullopt;
  ++record.failures_in_a_row;
  // A source may ask for longer than the hub would wait, and is heard.
  return std::max(WaitAfter(record.failures_in_a_row), milliseconds(outcome.retry_after_ms()));
}

Status RetryRules::MayStart(const std::string& municipality_id, const std::string& connector_id) {
  const std::lock_guard lock(mutex_);
  plugin::CrashBudget& budget = RecordOf(municipality_id, connector_id).budget;
  if (budget.exhausted()) {
    return FailedPrecondition("connector " + connector_id + ": its plugin has crashed too often, and is left alone for now")
        .WithReason("crash_budget_spent").WithClass(ErrorClass::kPlugin)
        .WithRemedy("look at its last runs; running it by hand tries again at once");
  }
  const auto wait = budget.Wait();
  if (wait.count() == 0) return OkStatus();
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  return Unavailable("connector " + connector_id + ": its plugin has crashed, and is not started again for " + std::to_string(seconds) + " s")
      .WithReason("crash_wait").WithClass(ErrorClass::kPlugin).WithRetryAfterMs(static_cast<uint64_t>(wait.count()));
}

void RetryRules::Forgive(const std::string& municipality_id, const std::string& connector_id) {
  const std::lock_guard lock(mutex_);
  Record& record = RecordOf(municipality_id, connector_id);
  record.budget.Reset();
  record.failures_in_a_row = 0;
}

}  // namespace helhet::hub
