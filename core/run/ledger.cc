#include "core/run/ledger.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

constexpr char kColumns[] =
    "run_id, connector_id, trigger_kind, state, started_us, finished_us, batches, records_read, inserted, changed, deleted, "
    "unchanged, refused, waiting, flagged, recomputed, problem_code, problem_class, problem_setting, problem_what, problem_remedy";

constexpr const char* kClassNames[] = {"", "configuration", "transient", "rate_limit", "plugin", "hub", "source"};

std::string ClassName(ErrorClass error_class) { return kClassNames[static_cast<size_t>(error_class)]; }

ErrorClass ClassFromName(const std::string& name) {
  for (size_t i = 0; i < std::size(kClassNames); ++i) {
    if (name == kClassNames[i]) return static_cast<ErrorClass>(i);
  }
  return ErrorClass::kUnspecified;
}

RunRecord FromRow(const Row& row) {
  RunRecord run{AsText(row[0]), AsText(row[1]), AsText(row[2]), AsText(row[3]), AsInteger(row[4]), AsInteger(row[5]), AsInteger(row[6]),
                {AsInteger(row[7]), AsInteger(row[8]), AsInteger(row[9]), AsInteger(row[10]), AsInteger(row[11]), AsInteger(row[12]),
                 AsInteger(row[13]), AsInteger(row[14])},
                AsInteger(row[15]), OkStatus()};
  if (!AsText(row[19]).empty()) {
    run.problem = Status(StatusCode::kUnknown, AsText(row[19]))
                      .WithReason(AsText(row[16])).WithClass(ClassFromName(AsText(row[17])))
                      .WithSetting(AsText(row[18])).WithRemedy(AsText(row[20]));
  }
  return run;
}

}  // namespace

Counters& Counters::operator+=(const Counters& other) {
  read += other.read;
  inserted += other.inserted;
  changed += other.changed;
  deleted += other.deleted;
  unchanged += other.unchanged;
  refused += other.refused;
  waiting += other.waiting;
  flagged += other.flagged;
  return *this;
}

Status InsertRun(store::TenantStore& store, const RunRecord& run) {
  return store.Execute("INSERT INTO run (municipality_id, " + std::string(kColumns) +
                       ") VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', '', '', '')",
                       {run.run_id, run.connector_id, run.trigger, run.state, run.started_us}).status();
}

Status AddToRun(store::TenantStore& store, const std::string& run_id, const Counters& counters) {
  return store.Execute(
      "UPDATE run SET batches = batches + 1, records_read = records_read + $3, inserted = inserted + $4, changed = changed + $5, "
      "deleted = deleted + $6, unchanged = unchanged + $7, refused = refused + $8, waiting = waiting + $9, flagged = flagged + $10 "
      "WHERE municipality_id = $1 AND run_id = $2",
      {run_id, counters.read, counters.inserted, counters.changed, counters.deleted, counters.unchanged, counters.refused,
       counters.waiting, counters.flagged}).status();
}

Status CloseRun(store::TenantStore& store, const RunRecord& run) {
  const Status& problem = run.problem;
  return store.Execute(
      "UPDATE run SET state = $3, finished_us = $4, recomputed = $5, problem_code = $6, problem_class = $7, problem_setting = $8, "
      "problem_what = $9, problem_remedy = $10 WHERE municipality_id = $1 AND run_id = $2 AND state = 'running'",
      {run.run_id, run.state, run.finished_us, run.recomputed, problem.reason(), ClassName(problem.error_class()), problem.setting(),
       problem.message(), problem.remedy()}).status();
}

Result<RunRecord> LoadRun(store::TenantStore& store, const std::string& run_id) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
      "SELECT " + std::string(kColumns) + " FROM run WHERE municipality_id = $1 AND run_id = $2", {run_id}));
  if (row.empty()) return NotFound("run " + run_id + ": there is no such run");
  return FromRow(row);
}

Result<std::vector<RunRecord>> ListRuns(store::TenantStore& store, const std::string& connector_id, int limit, const RunPosition& after) {
  std::vector<RunRecord> runs;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM run WHERE municipality_id = $1 AND ($2 = '' OR connector_id = $2) "
      "AND (started_us < $4 OR (started_us = $4 AND run_id < $5)) "
      "ORDER BY started_us DESC, run_id DESC LIMIT $3", {connector_id, int64_t{limit}, after.started_us, after.run_id}, [&](const Row& row) {
        runs.push_back(FromRow(row));
        return OkStatus();
      }));
  return runs;
}

Status InterruptPredecessors(store::TenantStore& store, const std::string& connector_id, int64_t now_us) {
  return store.Execute(
      "UPDATE run SET state = 'interrupted', finished_us = $3, problem_code = 'taken_over', problem_class = 'hub', "
      "problem_what = 'its hub gave no sign of life, and another run took over' "
      "WHERE municipality_id = $1 AND connector_id = $2 AND state = 'running'", {connector_id, now_us}).status();
}

Status InterruptRuns(store::TenantStore& store, const std::string& holder, int64_t now_us) {
  return store.Execute(
      "UPDATE run SET state = 'interrupted', finished_us = $3, problem_code = 'interrupted', problem_class = 'hub', "
      "problem_what = 'the hub ended while the run was under way', problem_remedy = 'run it again: it goes on where it was' "
      "WHERE municipality_id = $1 AND state = 'running' AND connector_id IN "
      "(SELECT connector_id FROM connector_state WHERE municipality_id = $1 AND lease_holder = $2)", {holder, now_us}).status();
}

}  // namespace helhet::run
