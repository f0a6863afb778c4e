#include "core/a3/filing.h"

#include "core/a3/process.h"
#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/model/calendar.h"
#include "core/outbox/delivery.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;

// As the archive's readers find it, in bokmål as all that is filed: `A3 Levanger 2026, utgave 5, vedtatt`.
std::string DocumentTitle(const A3& sheet, model::v1::A3State state) {
  const char* standing = state == model::v1::A3_STATE_SUBMITTED ? "til politisk behandling" : state == model::v1::A3_STATE_ADOPTED ? "vedtatt" : "ikke vedtatt";
  return "A3 " + sheet.title() + ", utgave " + std::to_string(sheet.edition()) + ", " + standing;
}

}  // namespace

Status FileEditions(store::TenantStore& store, const A3& sheet, const std::vector<A3>& deep_dives, const model::v1::Decision& decision, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const SheetContext context, LoadContext(store, now_us));
  const model::v1::Municipality& municipality = context.municipality;
  if (municipality.archive_connector_id().empty()) return OkStatus();
  const bool is_decided = sheet.state() != model::v1::A3_STATE_SUBMITTED;
  const auto file = [&](const A3& one) -> Status {
    HELHET_ASSIGN_OR_RETURN(const auto shown, FillSheet(store, context, one, now_us));
    const std::string title = DocumentTitle(one, sheet.state());
    const model::v1::Unit* const unit = context.units.Find(one.unit_id());
    outbox::Edition edition{shown, is_decided ? api::v1::DELIVERY_EVENT_DECIDED : api::v1::DELIVERY_EVENT_SUBMITTED, municipality.archive_connector_id(), title,
                            {{"case_key", store.municipality_id() + "/" + sheet.a3_id()},
                             {"case_title", "A3 " + sheet.title()},
                             {"document_title", title},
                             {"document_date", model::LocalDay(now_us)},
                             {"decision_body", decision.body()},
                             {"decision_case_number", decision.case_number()},
                             {"decision_date", decision.date()},
                             {"unit_name", unit == nullptr ? one.unit_id() : unit->name()},
                             {"owner", one.owner()}}};
    if (is_decided) edition.properties["adopted"] = sheet.state() == model::v1::A3_STATE_ADOPTED ? "true" : "false";
    return outbox::Enqueue(store, edition, now_us);
  };
  HELHET_RETURN_IF_ERROR(file(sheet));
  for (const A3& deep_dive : deep_dives) HELHET_RETURN_IF_ERROR(file(deep_dive));
  return OkStatus();
}

}  // namespace helhet::a3
