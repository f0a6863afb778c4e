#include "core/run/scheduler.h"

#include <spdlog/spdlog.h>

#include "core/configuration/documents.h"
#include "core/run/cron.h"

namespace helhet::run {
namespace {

// Later than this a time counts as missed: the hub was down or the clock jumped.
constexpr int64_t kMissedAfterUs = 5 * 60 * 1'000'000LL;
// Schedules are looked at this often even if nothing is due, so that a changed clock is noticed.
constexpr std::chrono::seconds kLongestSleep{30};

// Times that are counted of one gap: enough to see that it was long.
constexpr int64_t kMostCounted = 1000;

// Times of the schedule from `first_us` up to now are stated as missed.
Status StateMissed(store::TenantStore& store, const model::v1::Connector& connector, int64_t first_us, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const Cron cron, Cron::Parse(connector.schedule()));
  int64_t last_us = 0;
  int64_t count = 0;
  for (int64_t time_us = first_us; time_us != 0 && time_us <= now_us && count < kMostCounted; time_us = cron.Next(time_us)) {
    last_us = time_us;
    ++count;
  }
  return AddMissed(store, connector.connector_id(), last_us, count);
}

}  // namespace

Scheduler::~Scheduler() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<int64_t> Scheduler::Tick(int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto database, database_.Connect());
  HELHET_ASSIGN_OR_RETURN(const auto tenants, configuration::ListTenants(*database));
  int64_t earliest_us = 0;
  for (const std::string& tenant : tenants) {
    store::TenantStore store(*database, tenant);
    HELHET_ASSIGN_OR_RETURN(const auto connectors, configuration::LoadAll<model::v1::Connector>(store));
    for (const auto& connector : connectors) {
      // One that cannot be told of must not keep the others from their times.
      const Status ticked = TickConnector(store, connector, now_us, earliest_us);
      if (!ticked.ok()) spdlog::error("schedule_failed municipality={} connector={} why=\"{}\"", tenant, connector.connector_id(), ticked.message());
    }
  }
  return earliest_us;
}

Status Scheduler::TickConnector(store::TenantStore& store, const model::v1::Connector& connector, int64_t now_us, int64_t& earliest_us) {
  HELHET_ASSIGN_OR_RETURN(const Schedule was, LoadSchedule(store, connector.connector_id()));
  const auto cron = Cron::Parse(connector.schedule());
  const bool by_hand = connector.schedule().empty() || !cron.ok();
  // Another schedule counts from now on: neither its old times nor what was missed of them say anything of it.
  const bool changed = was.cron != (by_hand ? "" : connector.schedule());
  Schedule now = changed ? Schedule() : was;
  const bool due = !changed && was.next_run_us != 0 && was.next_run_us <= now_us;
  if (!by_hand) {
    now.cron = connector.schedule();
    const int64_t coming_us = cron->Next(now_us);
    // It comes sooner than was stated when the clock was set back.
    if (changed || due || coming_us < now.next_run_us) {
      now.next_run_us = coming_us;
      now.is_retry = false;
    }
  }
  if (now != was) {
    // Stated before the run starts: a crash in between skips one time rather than running it for ever.
    HELHET_ASSIGN_OR_RETURN(const bool first, ReplaceSchedule(store, connector.connector_id(), was, now));
    if (!first) return OkStatus();
  }
  if (now.next_run_us != 0 && (earliest_us == 0 || now.next_run_us < earliest_us)) earliest_us = now.next_run_us;
  return due ? StartDue(store, connector, was, now_us) : OkStatus();
}

Status Scheduler::StartDue(store::TenantStore& store, const model::v1::Connector& connector, const Schedule& due, int64_t now_us) {
  const bool late = !due.is_retry && now_us - due.next_run_us > kMissedAfterUs;
  if (late && connector.missed_run_policy() == model::v1::MISSED_RUN_POLICY_SKIP) {
    return StateMissed(store, connector, due.next_run_us, now_us);
  }
  RunRequest request;
  request.municipality_id = store.municipality_id();
  request.connector = connector;
  request.trigger = due.is_retry ? "retry" : late ? "missed" : "schedule";
  const Status started = start_run_(request);
  if (started.ok()) return OkStatus();
  spdlog::warn("schedule_skipped municipality={} connector={} why=\"{}\"", store.municipality_id(), connector.connector_id(), started.message());
  if (started.retry_after_ms() > 0) {
    return PlanRetry(store, connector.connector_id(), now_us + static_cast<int64_t>(started.retry_after_ms()) * 1000);
  }
  // A retry is none of the schedule's times.
  return due.is_retry ? OkStatus() : StateMissed(store, connector, due.next_run_us, now_us);
}

void Scheduler::Start(std::function<int64_t()> now_us) {
  thread_ = std::thread([this, now_us = std::move(now_us)] {
    std::unique_lock lock(mutex_);
    while (!ending_) {
      wake_ = false;
      lock.unlock();
      const int64_t now = now_us();
      const auto next = Tick(now);
      if (!next.ok()) spdlog::error("scheduler_failed why=\"{}\"", next.status().message());
      lock.lock();
      std::chrono::microseconds sleep = kLongestSleep;
      if (next.ok() && *next > 0) sleep = std::min(sleep, std::chrono::microseconds(std::max<int64_t>(*next - now, 1000)));
      woken_.wait_for(lock, sleep, [&] { return ending_ || wake_; });
    }
  });
}

void Scheduler::Wake() {
  {
    const std::lock_guard lock(mutex_);
    wake_ = true;
  }
  woken_.notify_all();
}

}  // namespace helhet::run
