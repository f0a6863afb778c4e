#include "core/run/run.h"

#include <openssl/rand.h>

#include <mutex>

#include "core/fault/fault.h"
#include "core/run/batch_writer.h"
#include "core/run/lease_keeper.h"
#include "core/run/remap.h"

namespace helhet::run {
namespace {

constexpr int64_t kDayUs = int64_t{86'400} * 1'000'000;

// Sorts by time, and does not repeat: seconds and 6 random bytes.
std::string NewRunId(int64_t now_us) {
  unsigned char random[6];
  RAND_bytes(random, sizeof(random));
  char seconds[24];
  snprintf(seconds, sizeof(seconds), "%010lld", static_cast<long long>(now_us / 1'000'000));
  return std::string(seconds) + "-" + store::Hex({reinterpret_cast<const char*>(random), sizeof(random)});
}

plugin::v1::ReadStart StartFrom(const RunRequest& request, const Lease& lease) {
  plugin::v1::ReadStart start;
  start.set_checkpoint(lease.checkpoint);
  start.set_full(request.full);
  start.set_dry_run(request.dry_run);
  start.set_backfill_from(request.backfill_from);
  return start;
}

// The state of one run, so that its steps can be functions that fit a screen.
struct Run {
  const RunContext& context;
  const RunRequest& request;
  store::TenantStore& store;
  Lease lease;
  RunRecord record;
  BatchTarget target;
  // The read under way, which the keeper of the lease ends from its thread when the lease is lost.
  std::mutex reading_mutex;
  plugin::ReadSession* reading = nullptr;
  bool lost = false;

  void SetReading(plugin::ReadSession* session);
  void LoseLease();
  Status StoreBatch(plugin::v1::Batch& batch);
  Status Read(plugin::Connection& connection);
  Status Replay(plugin::Connection& connection);
  Status ReadAll(plugin::Connection& connection, const plugin::v1::ReadStart& start);
  Status Take(plugin::ReadSession& session);
  Status Recompute();
  Status Purge();
  Status ReadAndRecompute();
  Status Close(Status outcome);
};

void Run::SetReading(plugin::ReadSession* session) {
  context.reading(session);
  const std::lock_guard lock(reading_mutex);
  reading = session;
  if (lost && session != nullptr) session->Cancel();
}

void Run::LoseLease() {
  const std::lock_guard lock(reading_mutex);
  lost = true;
  if (reading != nullptr) reading->Cancel();
}

Status Run::StoreBatch(plugin::v1::Batch& batch) {
  fault::Pass("batch_received");
  auto records = MapBatch(batch, {&context.units, {request.connector.unit_code_schemes().begin(), request.connector.unit_code_schemes().end()}});
  HELHET_RETURN_IF_ERROR(store.Begin());
  const Status status = [&]() -> Status {
    // First, so that a run that has lost its lease finds out before it does the work, and so that the row
    // is held until commit. One transaction with the facts: a checkpoint apart from them would lose or
    // repeat a batch at a crash.
    const std::string& checkpoint = request.replay ? lease.checkpoint : batch.checkpoint();
    HELHET_RETURN_IF_ERROR(FenceAndCheckpoint(store, lease, checkpoint, context.now_us()));
    HELHET_ASSIGN_OR_RETURN(const Counters counters, BatchWriter(store, target).Write(std::move(records), batch));
    // Somebody has changed the units under the run, and all facts were mapped anew: not these. Were the hub to end
    // here, its next start would know that there is mapping to do.
    if (!context.codes_hash.empty()) {
      HELHET_RETURN_IF_ERROR(ForgetRemap(store, context.codes_hash));
    }
    if (!counters.Balanced()) return Internal("run: the law of counters does not hold for a batch").WithClass(ErrorClass::kHub);
    fault::Pass("batch_facts_written");
    HELHET_RETURN_IF_ERROR(AddToRun(store, record.run_id, counters));
    fault::Pass("batch_checkpointed");
    record.counters += counters;
    ++record.batches;
    if (!request.dry_run) return store.Commit();
    store.Rollback();
    // Nothing of the batch stays but what is told of it.
    return AddToRun(store, record.run_id, counters);
  }();
  if (!status.ok()) store.Rollback();
  return status;
}

Status Run::Read(plugin::Connection& connection) {
  return request.replay ? Replay(connection) : ReadAll(connection, StartFrom(request, lease));
}

// What was kept may be more than one message carries: a read for each portion.
Status Run::Replay(plugin::Connection& connection) {
  while (true) {
    HELHET_ASSIGN_OR_RETURN(auto documents, request.replay(store));
    if (documents.empty()) return OkStatus();
    plugin::v1::ReadStart start = StartFrom(request, lease);
    for (auto& document : documents) *start.add_replay() = std::move(document);
    HELHET_RETURN_IF_ERROR(ReadAll(connection, start));
  }
}

Status Run::ReadAll(plugin::Connection& connection, const plugin::v1::ReadStart& start) {
  HELHET_ASSIGN_OR_RETURN(const auto session, connection.Read(start));
  SetReading(session.get());
  const Status read = Take(*session);
  SetReading(nullptr);
  return read;
}

Status Run::Take(plugin::ReadSession& session) {
  while (true) {
    if (context.cancelled()) session.Cancel();
    HELHET_ASSIGN_OR_RETURN(plugin::ReadEvent event, session.Next());
    if (std::holds_alternative<plugin::EndOfRead>(event)) return OkStatus();
    if (const auto* progress = std::get_if<plugin::v1::Progress>(&event)) {
      context.watch({record, progress->activity(), progress->has_done() ? progress->done() : -1, progress->has_total() ? progress->total() : -1});
      continue;
    }
    auto& batch = std::get<plugin::v1::Batch>(event);
    const uint64_t sequence = batch.sequence();
    HELHET_RETURN_IF_ERROR(StoreBatch(batch));
    fault::Pass("batch_committed");
    // Only now: what is acknowledged the source may forget.
    HELHET_RETURN_IF_ERROR(session.Acknowledge(sequence));
    fault::Pass("batch_acknowledged");
    context.watch({record, "", -1, -1});
  }
}

// Also after a failed read: what is stored is stored, and its figures must show it.
Status Run::Recompute() {
  fault::Pass("read_ended");
  if (request.dry_run) return OkStatus();
  HELHET_ASSIGN_OR_RETURN(record.recomputed, context.recompute(store, record.run_id));
  fault::Pass("marks_drained");
  return OkStatus();
}

// Raw payloads older than the connector's own limit.
Status Run::Purge() {
  const int64_t days = request.connector.raw_retention_days();
  if (request.dry_run || days <= 0) return OkStatus();
  return store::PurgeRawPayloads(store, record.connector_id, record.started_us - days * kDayUs).status();
}

Status Run::ReadAndRecompute() {
  // Gone before the lease is given back, which it would take again.
  LeaseKeeper keeper(context.database, lease, {request.municipality_id, context.lease_beat, context.now_us, [this] { LoseLease(); }});
  Status outcome = [&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(plugin::Connection* const connection, context.connect(request.connector));
    return Read(*connection);
  }();
  if (Status recomputed = Recompute(); outcome.ok()) outcome = std::move(recomputed);
  if (Status purged = Purge(); outcome.ok()) outcome = std::move(purged);
  // Whatever the read says of being ended, this is why.
  Status kept = keeper.status();
  return kept.ok() ? outcome : kept;
}

Status Run::Close(Status outcome) {
  record.state = outcome.ok() ? "succeeded" : outcome.code() == StatusCode::kCancelled ? "cancelled" : "failed";
  record.problem = std::move(outcome);
  record.finished_us = context.now_us();
  HELHET_RETURN_IF_ERROR(CloseRun(store, record));
  fault::Pass("run_closed");
  return ReturnLease(store, lease);
}

}  // namespace

Result<RunRecord> RunOnce(const RunContext& context, const RunRequest& request) {
  HELHET_ASSIGN_OR_RETURN(const auto database, context.database.Connect());
  store::TenantStore store(*database, request.municipality_id);
  HELHET_ASSIGN_OR_RETURN(Lease lease, TakeLease(store, request.connector.connector_id(), context.holder, context.now_us()));

  const int64_t started_us = context.now_us();
  HELHET_RETURN_IF_ERROR(InterruptPredecessors(store, lease.connector_id, started_us));
  Run run{context, request, store, std::move(lease), {}, {}, {}};
  run.record = {NewRunId(started_us), request.connector.connector_id(), request.dry_run ? "dry_run" : request.trigger, "running", started_us};
  RawKeeper raw(run.record.connector_id, started_us);
  run.target = {run.record.connector_id, run.record.run_id, context.precedence, request.connector.raw_retention_days() >= 0 ? &raw : nullptr};
  HELHET_RETURN_IF_ERROR(InsertRun(store, run.record));
  fault::Pass("run_started");

  HELHET_RETURN_IF_ERROR(run.Close(run.ReadAndRecompute()));
  return run.record;
}

}  // namespace helhet::run
