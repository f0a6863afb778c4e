#include "core/run/runner.h"

#include <spdlog/spdlog.h>

#include "core/configuration/documents.h"
#include "core/run/remap.h"
#include "core/run/schedule.h"

namespace helhet::run {

std::optional<std::pair<uint64_t, RunUpdate>> RunWatch::Next(uint64_t seen, std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, timeout, [&] { return number_ > seen; })) return std::nullopt;
  return std::pair(number_, latest_);
}

RunUpdate RunWatch::Wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return latest_.finished; });
  return latest_;
}

void RunWatch::Publish(RunUpdate update) {
  {
    const std::lock_guard lock(mutex_);
    ++number_;
    latest_ = std::move(update);
  }
  changed_.notify_all();
}

void RunWatch::Cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
  if (session_ != nullptr) session_->Cancel();
}

void RunWatch::SetSession(plugin::ReadSession* session) {
  const std::lock_guard lock(mutex_);
  session_ = session;
  if (session_ != nullptr && cancelled_) session_->Cancel();
}

Runner::Runner(RunnerContext context) : context_(std::move(context)) {}

Runner::~Runner() {
  std::map<Key, Active> active;
  {
    const std::lock_guard lock(mutex_);
    active.swap(active_);
  }
  for (auto& [key, run] : active) run.watch->Cancel();
  for (auto& [key, run] : active) run.thread.join();
}

Result<std::shared_ptr<RunWatch>> Runner::Start(RunRequest request) {
  const Key key(request.municipality_id, request.connector.connector_id());
  const std::lock_guard lock(mutex_);
  if (const auto found = active_.find(key); found != active_.end()) {
    if (!found->second.ended) {
      return FailedPrecondition("connector " + key.second + ": is being run already")
          .WithReason("already_running").WithClass(ErrorClass::kHub).WithRemedy("wait for that run to end, or cancel it");
    }
    found->second.thread.join();
    active_.erase(found);
  }
  auto watch = std::make_shared<RunWatch>();
  Active& run = active_[key];
  run.watch = watch;
  run.thread = std::thread([this, request = std::move(request), watch] { Run(request, watch); });
  return watch;
}

Status Runner::Cancel(const std::string& municipality_id, const std::string& connector_id) {
  const std::lock_guard lock(mutex_);
  const auto found = active_.find({municipality_id, connector_id});
  if (found == active_.end() || found->second.ended) return NotFound("connector " + connector_id + ": no run is under way");
  found->second.watch->Cancel();
  return OkStatus();
}

void Runner::CancelAll() {
  const std::lock_guard lock(mutex_);
  for (auto& [key, run] : active_) run.watch->Cancel();
}

void Runner::Run(const RunRequest& request, const std::shared_ptr<RunWatch>& watch) {
  RunUpdate last;
  last.finished = true;
  auto record = RunToEnd(request, *watch);
  if (record.ok()) {
    last.record = *std::move(record);
  } else {
    // Not even the ledger could be written, or another hub has the lease: the watcher is told all the same.
    last.record.connector_id = request.connector.connector_id();
    last.record.trigger = request.trigger;
    last.record.state = "failed";
    last.record.problem = record.status();
  }
  context_.release(request.municipality_id, request.connector.connector_id());
  PlanAnew(request, last.record);
  const Counters& counters = last.record.counters;
  spdlog::info("run_ended municipality={} connector={} run={} trigger={} state={} read={} inserted={} changed={} deleted={} unchanged={} "
               "refused={} recomputed={} problem={}",
               request.municipality_id, last.record.connector_id, last.record.run_id, last.record.trigger, last.record.state, counters.read,
               counters.inserted, counters.changed, counters.deleted, counters.unchanged, counters.refused, last.record.recomputed,
               last.record.problem.reason());
  {
    const std::lock_guard lock(mutex_);
    const auto found = active_.find({request.municipality_id, request.connector.connector_id()});
    if (found != active_.end()) found->second.ended = true;
  }
  watch->Publish(std::move(last));
}

void Runner::PlanAnew(const RunRequest& request, RunRecord& record) {
  const std::string& connector_id = request.connector.connector_id();
  const auto wait = context_.retry_after(request.municipality_id, connector_id, record.problem);
  if (!wait) return;
  record.problem.WithRetryAfterMs(static_cast<uint64_t>(wait->count()));
  if (!IsScheduled(request.trigger)) return;
  const Status planned = [&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(const auto database, context_.database.Connect());
    store::TenantStore store(*database, request.municipality_id);
    return PlanRetry(store, connector_id, context_.now_us() + std::chrono::microseconds(*wait).count());
  }();
  // The schedule's own next time stands.
  if (!planned.ok()) spdlog::warn("retry_not_planned municipality={} connector={} why=\"{}\"", request.municipality_id, connector_id, planned.message());
}

Result<RunRecord> Runner::RunToEnd(const RunRequest& request, RunWatch& watch) {
  HELHET_ASSIGN_OR_RETURN(const auto database, context_.database.Connect());
  store::TenantStore store(*database, request.municipality_id);
  HELHET_ASSIGN_OR_RETURN(const std::string codes, CodesHash(store));
  HELHET_ASSIGN_OR_RETURN(const model::UnitTree units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(Precedence precedence, LoadPrecedence(store));
  const RunContext context{
      .database = context_.database,
      .connect = [&](const model::v1::Connector& connector) { return context_.connect(request.municipality_id, connector); },
      .recompute = [&](store::TenantStore& own, const std::string& run_id) -> Result<int64_t> {
        // Somebody has changed units or connectors under the run: what it stored by the old ones is put right.
        HELHET_ASSIGN_OR_RETURN(const std::string codes_now, CodesHash(own));
        if (codes_now != codes) {
          HELHET_RETURN_IF_ERROR(ForgetRemap(own));
          HELHET_RETURN_IF_ERROR(RemapIfCodesChanged(own).status());
          HELHET_RETURN_IF_ERROR(SettleAll(own));
        }
        return context_.recompute(own, run_id);
      },
      .units = units,
      .codes_hash = codes,
      .precedence = std::move(precedence),
      .holder = context_.holder,
      .now_us = context_.now_us,
      .watch = [&](const RunProgress& progress) { watch.Publish({progress.run, progress.activity, progress.done, progress.total, false}); },
      .cancelled = [&] {
        const std::lock_guard lock(watch.mutex_);
        return watch.cancelled_;
      },
      .reading = [&](plugin::ReadSession* session) { watch.SetSession(session); }};
  return RunOnce(context, request);
}

Status Runner::Recover() {
  HELHET_ASSIGN_OR_RETURN(const auto database, context_.database.Connect());
  HELHET_ASSIGN_OR_RETURN(const auto tenants, configuration::ListTenants(*database));
  for (const std::string& tenant : tenants) {
    store::TenantStore store(*database, tenant);
    HELHET_RETURN_IF_ERROR(InterruptRuns(store, context_.holder, context_.now_us()));
    HELHET_RETURN_IF_ERROR(context_.recompute(store, "recovery").status());
  }
  return OkStatus();
}

}  // namespace helhet::run
