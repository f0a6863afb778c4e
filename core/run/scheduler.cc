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

Status SaveNext(store::TenantStore& store, const std::string& connector_id, int64_t next_run_us) {
  return store.Execute(
      "INSERT INTO connector_state (municipality_id, connector_id, checkpoint, lease_token, lease_holder, lease_until_us, next_run_us) "
      "VALUES ($1, $2, $3, 0, '', 0, $4) ON CONFLICT (municipality_id, connector_id) DO UPDATE SET next_run_us = excluded.next_run_us",
      {connector_id, store::Bytes{}, next_run_us}).status();
}

Result<int64_t> LoadNext(store::TenantStore& store, const std::string& connector_id) {
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT next_run_us FROM connector_state WHERE municipality_id = $1 AND connector_id = $2", {connector_id}));
  return row.empty() ? 0 : store::AsInteger(row[0]);
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
    HELHET_RETURN_IF_ERROR(TickTenant(store, now_us, earliest_us));
  }
  return earliest_us;
}

Status Scheduler::TickTenant(store::TenantStore& store, int64_t now_us, int64_t& earliest_us) {
  HELHET_ASSIGN_OR_RETURN(const auto connectors, configuration::LoadAll<model::v1::Connector>(store));
  for (const auto& connector : connectors) {
    HELHET_ASSIGN_OR_RETURN(int64_t next_us, LoadNext(store, connector.connector_id()));
    const auto cron = Cron::Parse(connector.schedule());
    if (connector.schedule().empty() || !cron.ok()) {
      if (next_us != 0) HELHET_RETURN_IF_ERROR(SaveNext(store, connector.connector_id(), 0));
      continue;
    }
    const bool due = next_us != 0 && next_us <= now_us;
    const bool missed = due && now_us - next_us > kMissedAfterUs;
    // A schedule that was changed to come sooner must not wait for the old time.
    const int64_t coming_us = cron->Next(now_us);
    if (due || next_us == 0 || coming_us < next_us) {
      // Stated before the run starts: a crash in between skips one time rather than running it for ever.
      HELHET_RETURN_IF_ERROR(SaveNext(store, connector.connector_id(), coming_us));
      next_us = coming_us;
    }
    if (due && !(missed && connector.missed_run_policy() == model::v1::MISSED_RUN_POLICY_SKIP)) {
      RunRequest request;
      request.municipality_id = store.municipality_id();
      request.connector = connector;
      request.trigger = missed ? "missed" : "schedule";
      const Status started = start_run_(request);
      if (!started.ok()) spdlog::warn("event=schedule_skipped municipality={} connector={} why=\"{}\"", store.municipality_id(), connector.connector_id(), started.message());
    }
    if (next_us != 0 && (earliest_us == 0 || next_us < earliest_us)) earliest_us = next_us;
  }
  return OkStatus();
}

void Scheduler::Start(std::function<int64_t()> now_us) {
  thread_ = std::thread([this, now_us = std::move(now_us)] {
    std::unique_lock lock(mutex_);
    while (!ending_) {
      wake_ = false;
      lock.unlock();
      const int64_t now = now_us();
      const auto next = Tick(now);
      if (!next.ok()) spdlog::error("event=scheduler_failed why=\"{}\"", next.status().message());
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
