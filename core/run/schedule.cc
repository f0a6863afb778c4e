#include "core/run/schedule.h"

namespace helhet::run {

using store::AsInteger;
using store::AsText;
using store::Row;

Result<Schedule> LoadSchedule(store::TenantStore& store, const std::string& connector_id) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
      "SELECT cron, next_run_us, is_retry, missed_us, missed_count FROM connector_schedule WHERE municipality_id = $1 AND connector_id = $2",
      {connector_id}));
  if (row.empty()) return Schedule();
  return Schedule{AsText(row[0]), AsInteger(row[1]), AsInteger(row[2]) != 0, AsInteger(row[3]), AsInteger(row[4])};
}

Result<bool> ReplaceSchedule(store::TenantStore& store, const std::string& connector_id, const Schedule& was, const Schedule& now) {
  HELHET_ASSIGN_OR_RETURN(const int64_t rows, store.Execute(
      "INSERT INTO connector_schedule (municipality_id, connector_id, cron, next_run_us, is_retry, missed_us, missed_count) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (municipality_id, connector_id) DO UPDATE SET cron = excluded.cron, "
      "next_run_us = excluded.next_run_us, is_retry = excluded.is_retry, missed_us = excluded.missed_us, missed_count = excluded.missed_count "
      "WHERE connector_schedule.cron = $8 AND connector_schedule.next_run_us = $9",
      {connector_id, now.cron, now.next_run_us, int64_t{now.is_retry}, now.missed_us, now.missed_count, was.cron, was.next_run_us}));
  return rows == 1;
}

Status AddMissed(store::TenantStore& store, const std::string& connector_id, int64_t last_us, int64_t count) {
  return store.Execute(
      "UPDATE connector_schedule SET missed_us = $3, missed_count = missed_count + $4 WHERE municipality_id = $1 AND connector_id = $2",
      {connector_id, last_us, count}).status();
}

bool IsScheduled(const std::string& trigger) { return trigger == "schedule" || trigger == "missed" || trigger == "retry"; }

Status PlanRetry(store::TenantStore& store, const std::string& connector_id, int64_t at_us) {
  return store.Execute(
      "UPDATE connector_schedule SET next_run_us = $3, is_retry = 1 WHERE municipality_id = $1 AND connector_id = $2 AND next_run_us > $3",
      {connector_id, at_us}).status();
}

}  // namespace helhet::run
