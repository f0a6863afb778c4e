// When a connector runs next, and what came of its schedule: kept in the store, so that a time that passes
// while the hub is down is seen, and so that hubs beside each other start it once.
#pragma once

#include <cstdint>
#include <string>

#include "core/store/tenant_store.h"

namespace helhet::run {

struct Schedule {
  std::string cron;          // the expression that next_run_us is of; empty when by hand only
  int64_t next_run_us = 0;   // 0 when by hand only
  bool is_retry = false;     // the next run tries again what failed, ahead of the schedule
  int64_t missed_us = 0;     // the last time of the schedule at which no run began; 0 for none
  int64_t missed_count = 0;  // such times since the schedule was stated
  bool operator==(const Schedule&) const = default;
};

// The default when nothing is kept yet.
Result<Schedule> LoadSchedule(store::TenantStore& store, const std::string& connector_id);

// Puts `now` in place of `was`. False when what is kept is not `was` any more: another hub has been first.
Result<bool> ReplaceSchedule(store::TenantStore& store, const std::string& connector_id, const Schedule& was, const Schedule& now);

// States that `count` times of the schedule, the last of them `last_us`, passed without a run.
Status AddMissed(store::TenantStore& store, const std::string& connector_id, int64_t last_us, int64_t count);

// Whether what started a run is the schedule: `schedule`, `missed` or `retry`.
bool IsScheduled(const std::string& trigger);

// Brings the next run forward to `at_us`. Nothing happens when the schedule comes before that, or when there is none.
Status PlanRetry(store::TenantStore& store, const std::string& connector_id, int64_t at_us);

}  // namespace helhet::run
