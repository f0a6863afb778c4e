#include "core/plugin/crash_budget.h"

#include <algorithm>

namespace helhet::plugin {

void CrashBudget::RecordCrash() {
  crashes_.push_back(now_());
  ++in_a_row_;
  Forget();
}

void CrashBudget::RecordSuccess() { in_a_row_ = 0; }

void CrashBudget::Reset() {
  crashes_.clear();
  in_a_row_ = 0;
}

void CrashBudget::Forget() {
  const auto oldest = now_() - policy_.window;
  while (!crashes_.empty() && crashes_.front() <= oldest) crashes_.pop_front();
}

bool CrashBudget::exhausted() {
  Forget();
  return crashes_.size() > static_cast<size_t>(policy_.crashes);
}

std::chrono::milliseconds CrashBudget::Wait() {
  if (in_a_row_ == 0 || crashes_.empty()) return {};
  auto wait = policy_.first_wait;
  for (int i = 1; i < in_a_row_ && wait < policy_.longest_wait; ++i) wait *= 2;
  const auto until = crashes_.back() + std::min(wait, policy_.longest_wait);
  return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(until - now_()), std::chrono::milliseconds(0));
}

bool IsCrash(const Status& status) {
  const auto& reason = status.reason();
  return reason == "plugin_crashed" || reason == "plugin_hung" || reason == "plugin_memory_limit" ||
         reason == "plugin_cpu_limit" || reason == "plugin_not_ready" || reason == "plugin_flood" ||
         reason == "plugin_rubbish";
}

}  // namespace helhet::plugin
