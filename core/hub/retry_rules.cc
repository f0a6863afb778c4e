#include "core/hub/retry_rules.h"

#include "core/plugin/retry_wait.h"

namespace helhet::hub {

using std::chrono::milliseconds;

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
  if (!plugin::MayPass(outcome)) return std::nullopt;
  return plugin::WaitAfter(outcome, ++record.failures_in_a_row);
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
