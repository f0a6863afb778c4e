// Runs and what they did, as they stand in the store.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"

namespace helhet::run {

// What became of the records of a batch or a run. The law: read = inserted + changed + deleted +
// unchanged + refused.
struct Counters {
  int64_t read = 0;
  int64_t inserted = 0;
  int64_t changed = 0;
  int64_t deleted = 0;
  int64_t unchanged = 0;  // same content, or older than what is stored
  int64_t refused = 0;    // in quarantine
  int64_t waiting = 0;    // stored, but no unit has their code; counted among the stored too
  int64_t flagged = 0;    // stored though they break a rule; counted among the stored too
  bool Balanced() const { return read == inserted + changed + deleted + unchanged + refused; }
  Counters& operator+=(const Counters& other);
};

// One run. States: running, succeeded, failed, cancelled, interrupted (the hub ended under it).
struct RunRecord {
  std::string run_id;
  std::string connector_id;
  std::string trigger;  // manual, schedule, backfill, replay
  std::string state;
  int64_t started_us = 0;
  int64_t finished_us = 0;  // 0 while running
  int64_t batches = 0;
  Counters counters;
  int64_t recomputed = 0;  // cells whose figure changed
  Status problem;          // why it failed; OK otherwise
};

Status InsertRun(store::TenantStore& store, const RunRecord& run);
// Adds a batch's counters, within the transaction that stores the batch.
Status AddToRun(store::TenantStore& store, const std::string& run_id, const Counters& counters);
// States how it ended, unless another hub that took over has already. The counters in the store stand.
Status CloseRun(store::TenantStore& store, const RunRecord& run);
// NOT_FOUND when there is none.
Result<RunRecord> LoadRun(store::TenantStore& store, const std::string& run_id);
// A place in a list of runs: right after this one. The default is before the newest.
struct RunPosition {
  int64_t started_us = INT64_MAX;
  std::string run_id;
};
// Newest first, of one connector or of all when `connector_id` is empty.
Result<std::vector<RunRecord>> ListRuns(store::TenantStore& store, const std::string& connector_id, int limit, const RunPosition& after = {});
// Who has just taken a connector's lease says of the runs that another left open that they were interrupted.
Status InterruptPredecessors(store::TenantStore& store, const std::string& connector_id, int64_t now_us);
// A hub that starts says of the runs that were under way in its name that they were interrupted.
Status InterruptRuns(store::TenantStore& store, const std::string& holder, int64_t now_us);

}  // namespace helhet::run
