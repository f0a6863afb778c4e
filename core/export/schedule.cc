#include "core/export/schedule.h"

#include <spdlog/spdlog.h>

#include "core/configuration/documents.h"
#include "core/export/export_file.h"
#include "core/model/time_text.h"
#include "core/outbox/delivery.h"
#include "core/plugin/problem.h"
#include "core/run/cron.h"

namespace helhet::exports {
namespace {

using model::v1::Export;

// Files of one export that are kept for a receiver that is away: each may have 30 MiB, and the store is not to grow for ever.
constexpr int64_t kMostUnsent = 100;

struct Planned {
  std::string cron;     // that next_us is of; empty when by hand only
  int64_t next_us = 0;  // 0 when by hand only
  std::string problem;  // plugin::v1::Problem of the last time, or empty
};

Result<Planned> LoadPlanned(store::TenantStore& store, const std::string& export_id) {
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT cron, next_us, problem FROM export_schedule WHERE municipality_id = $1 AND export_id = $2", {export_id}));
  if (row.empty()) return Planned();
  return Planned{store::AsText(row[0]), store::AsInteger(row[1]), store::AsText(row[2])};
}

// False when what is kept is not `was` any more: another hub has been first.
Result<bool> ReplacePlanned(store::TenantStore& store, const std::string& export_id, const Planned& was, const Planned& now) {
  HELHET_ASSIGN_OR_RETURN(const int64_t rows, store.Execute(
      "INSERT INTO export_schedule (municipality_id, export_id, cron, next_us, problem) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (municipality_id, export_id) DO UPDATE SET cron = excluded.cron, next_us = excluded.next_us, problem = excluded.problem "
      "WHERE export_schedule.cron = $6 AND export_schedule.next_us = $7",
      {export_id, now.cron, now.next_us, store::Bytes{now.problem}, was.cron, was.next_us}));
  return rows == 1;
}

// The schedule's next time; 0 when by hand only.
int64_t NextOf(const Export& stated, int64_t now_us) {
  const auto cron = run::Cron::Parse(stated.schedule());
  return stated.schedule().empty() || !cron.ok() ? 0 : cron->Next(now_us);
}

// The last time of the schedule from `first_us` up to now.
int64_t LastDue(const run::Cron& cron, int64_t first_us, int64_t now_us) {
  // A hub that was away for long is not asked for each minute of it: a day is looked at, which holds all that a day's file can differ by.
  constexpr int64_t kDayUs = 24 * 60 * 60 * 1'000'000LL;
  int64_t last_us = first_us;
  if (const int64_t in_last_day = cron.Next(now_us - kDayUs); in_last_day != 0 && in_last_day <= now_us) last_us = std::max(first_us, in_last_day);
  for (int64_t next = cron.Next(last_us); next != 0 && next <= now_us; next = cron.Next(next)) last_us = next;
  return last_us;
}

// The file of a time, unless so many have not gone out that no more are made.
Result<plugin::v1::WriteRequest> MakeNext(store::TenantStore& store, const Export& stated, int64_t time_us, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const int64_t unsent, outbox::CountUnsent(store, stated.export_id()));
  if (unsent < kMostUnsent) return MakeFile(store, stated, time_us, now_us);
  return ResourceExhausted("export '" + stated.export_id() + "': " + std::to_string(unsent) + " files of it have not gone out, and no more are made")
      .WithReason("too_many_unsent").WithRemedy("see helhet delivery list; mend what keeps them, and retry them").WithClass(ErrorClass::kConfiguration);
}

// Makes the file of a time, and stores it with the time that follows. A file that cannot be made leaves why.
Status MakeAndPlan(store::TenantStore& store, const Export& stated, const Planned& was, Planned next, int64_t time_us, int64_t now_us) {
  const auto file = MakeNext(store, stated, time_us, now_us);
  if (!file.ok()) {
    spdlog::warn("export_not_made municipality={} export={} why=\"{}\"", store.municipality_id(), stated.export_id(), file.status().message());
    next.problem = plugin::ToProblem(file.status()).SerializeAsString();
  }
  return store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(const bool first, ReplacePlanned(store, stated.export_id(), was, next));
    if (!first || !file.ok()) return OkStatus();
    return outbox::EnqueueExport(store, *file, stated, now_us);
  });
}

Status MakeDue(store::TenantStore& store, const Export& stated, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const Planned was, LoadPlanned(store, stated.export_id()));
  const auto cron = run::Cron::Parse(stated.schedule());
  const bool by_hand = stated.schedule().empty() || !cron.ok();
  const bool changed = was.cron != (by_hand ? "" : stated.schedule());
  if (by_hand) return changed ? ReplacePlanned(store, stated.export_id(), was, Planned()).status() : OkStatus();
  const Planned next{stated.schedule(), cron->Next(now_us), ""};
  // It comes sooner than was stated when the clock was set back.
  const bool due = !changed && was.next_us != 0 && was.next_us <= now_us;
  if (due) return MakeAndPlan(store, stated, was, next, LastDue(*cron, was.next_us, now_us), now_us);
  if (!changed && next.next_us >= was.next_us) return OkStatus();
  return ReplacePlanned(store, stated.export_id(), was, next).status();
}

}  // namespace

Status MakeDue(store::TenantStore& store, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto exports, configuration::LoadAll<Export>(store));
  for (const Export& stated : exports) {
    // One that cannot be planned must not keep the others from their times.
    const Status made = MakeDue(store, stated, now_us);
    if (!made.ok()) spdlog::error("export_failed municipality={} export={} why=\"{}\"", store.municipality_id(), stated.export_id(), made.message());
  }
  return OkStatus();
}

Result<api::v1::Delivery> RunNow(store::TenantStore& store, const std::string& export_id, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto stated, configuration::Load<Export>(store, export_id));
  HELHET_ASSIGN_OR_RETURN(const auto file, MakeNext(store, stated, now_us, now_us));
  HELHET_RETURN_IF_ERROR(outbox::EnqueueExport(store, file, stated, now_us));
  return outbox::LoadDelivery(store, file.delivery_id());
}

Result<api::v1::ListExportsResponse> ListExports(store::TenantStore& store, int page_size, const std::string& after, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto exports, configuration::LoadAll<Export>(store));
  api::v1::ListExportsResponse response;
  for (const Export& stated : exports) {
    if (stated.export_id() <= after) continue;
    if (response.exports_size() == page_size) {
      response.set_next_page_token(response.exports().rbegin()->export_().export_id());
      break;
    }
    api::v1::ExportStanding& standing = *response.add_exports();
    *standing.mutable_export_() = stated;
    HELHET_ASSIGN_OR_RETURN(const Planned planned, LoadPlanned(store, stated.export_id()));
    standing.set_next_time(model::TimeText(planned.cron == stated.schedule() ? planned.next_us : NextOf(stated, now_us)));
    if (!planned.problem.empty() && !standing.mutable_problem()->ParseFromString(planned.problem)) {
      return Status(StatusCode::kDataLoss, "export '" + stated.export_id() + "': its problem cannot be read").WithClass(ErrorClass::kHub);
    }
    HELHET_ASSIGN_OR_RETURN(const auto newest, outbox::ListDeliveries(store, {.export_id = stated.export_id()}, 1, ""));
    if (!newest.deliveries().empty()) *standing.mutable_last_delivery() = newest.deliveries(0);
  }
  return response;
}

}  // namespace helhet::exports
