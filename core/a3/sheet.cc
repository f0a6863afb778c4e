#include "core/a3/sheet.h"

#include "core/a3/difference.h"
#include "core/a3/figures.h"
#include "core/a3/load.h"
#include "core/a3/pitfalls.h"
#include "core/a3/process.h"
#include "core/a3/sharing.h"
#include "core/benefit/assessments.h"
#include "core/configuration/held_resources.h"
#include "core/configuration/validate.h"
#include "core/model/calendar.h"
#include "core/outbox/delivery.h"

namespace helhet::a3 {
namespace {

// What is told of a difference in a message: it goes in the trailers of a call, of which clients take 8 KiB, and each
// letter beyond ASCII takes up to nine bytes there.
constexpr size_t kDifferenceBytes = 700;

// A sheet is held against the same rules as one that is applied: it may not leave a benefit without its action.
Status ValidateSheet(store::TenantStore& store, const model::v1::A3& a3) {
  HELHET_ASSIGN_OR_RETURN(configuration::Configuration all, configuration::LoadConfiguration(store));
  configuration::Faults faults;
  api::v1::Resource stated;
  stated.set_municipality_id(store.municipality_id());
  *stated.mutable_a3() = a3;
  all.AddStated(std::move(stated), faults);
  configuration::Validate(all, {}, faults);
  return faults.ToStatus();
}

// Adds to the refusal of a write how what stands and what was sent differ, so that the writer sees what to bring together.
Status TellBoth(Status refusal, const model::v1::A3& newest, const model::v1::A3& sent) {
  const std::string difference = DifferenceText(DiffSheets(newest, sent), kDifferenceBytes);
  const std::string told = difference.empty() ? ". What was sent says the same" : ". Where they differ, edition " + std::to_string(newest.edition()) + " → what was sent:\n" + difference;
  Status both(refusal.code(), refusal.message() + told);
  return both.WithReason(refusal.reason()).WithSetting(refusal.setting()).WithRemedy(refusal.remedy()).WithClass(refusal.error_class());
}

// As for a sheet that is not there: who may not see it is not told that it is.
Status NoSuchSheet(store::TenantStore& store, const std::string& a3_id, int edition) {
  if (edition != 0) return NotFound("a3 '" + a3_id + "': there is no edition " + std::to_string(edition));
  return NotFound("a3 '" + a3_id + "': municipality " + store.municipality_id() + " has none of that name");
}

}  // namespace

Result<model::v1::A3> ReadSheet(const configuration::StoredDocument& document) {
  model::v1::A3 a3;
  HELHET_RETURN_IF_ERROR(configuration::FromJson(document.body, a3));
  a3.set_edition(static_cast<int32_t>(document.version));
  a3.set_etag(document.etag);
  a3.set_unfinished(IsUnfinished(a3));
  return a3;
}

Result<model::v1::A3> LoadVisible(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id, int edition) {
  HELHET_ASSIGN_OR_RETURN(model::v1::A3 newest, LoadNewest(store, a3_id));
  if (!MaySee(caller, newest)) return NoSuchSheet(store, a3_id, 0);
  if (edition == 0 || edition == newest.edition()) return newest;
  HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, "a3", a3_id, edition));
  HELHET_ASSIGN_OR_RETURN(model::v1::A3 sheet, ReadSheet(document));
  if (!MaySee(caller, sheet)) return NoSuchSheet(store, a3_id, edition);
  return sheet;
}

Result<api::v1::ListA3sResponse> ListA3s(store::TenantStore& store, const security::Identity& caller, int page_size, const std::string& after) {
  HELHET_ASSIGN_OR_RETURN(const auto documents, configuration::ListDocuments(store, "a3"));
  api::v1::ListA3sResponse response;
  for (const auto& document : documents) {
    if (document.document_id <= after) continue;
    HELHET_ASSIGN_OR_RETURN(model::v1::A3 sheet, ReadSheet(document));
    if (!MaySee(caller, sheet)) continue;
    if (response.a3s_size() == page_size) {
      response.set_next_page_token(response.a3s(page_size - 1).a3_id());
      break;
    }
    *response.add_a3s() = std::move(sheet);
  }
  return response;
}

Result<std::vector<model::v1::A3>> LoadSheets(store::TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const auto documents, configuration::ListDocuments(store, "a3"));
  std::vector<model::v1::A3> sheets;
  for (const auto& document : documents) {
    HELHET_ASSIGN_OR_RETURN(sheets.emplace_back(), ReadSheet(document));
  }
  return sheets;
}

Result<SheetContext> LoadContext(store::TenantStore& store, int64_t now_us) {
  SheetContext context;
  HELHET_ASSIGN_OR_RETURN(context.municipality, configuration::Load<model::v1::Municipality>(store, store.municipality_id()));
  HELHET_ASSIGN_OR_RETURN(context.units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(context.benefits, benefit::LoadBenefits(store));
  HELHET_ASSIGN_OR_RETURN(const auto capacities, configuration::LoadAll<model::v1::Capacity>(store));
  if (capacities.empty()) return context;
  HELHET_ASSIGN_OR_RETURN(const auto sheets, LoadSheets(store));
  context.loads = ComputeLoads(OpenActions(sheets), capacities, context.units, SpanFrom(model::LocalDay(now_us), kQuarters));
  return context;
}

Result<api::v1::GetA3Response> FillSheet(store::TenantStore& store, const SheetContext& context, const model::v1::A3& sheet, int64_t now_us) {
  api::v1::GetA3Response response;
  *response.mutable_a3() = sheet;
  HELHET_ASSIGN_OR_RETURN(*response.mutable_template_(), configuration::Load<model::v1::A3Template>(store, sheet.template_id()));
  response.set_municipality_name(context.municipality.name());
  response.set_is_example(context.municipality.is_example());
  for (const auto& stated : sheet.measures()) {
    HELHET_ASSIGN_OR_RETURN(*response.add_figures(), LoadFigures(store, context.units, sheet, stated, now_us));
  }
  HELHET_ASSIGN_OR_RETURN(auto causes, LoadRootCauseFigures(store, context.units, sheet, now_us));
  for (auto& figure : causes) *response.add_root_cause_figures() = std::move(figure);
  for (const auto& benefit : context.benefits) {
    if (benefit.a3_id() == sheet.a3_id()) *response.add_benefits() = benefit;
  }
  HELHET_ASSIGN_OR_RETURN(auto filings, outbox::FilingsOf(store, sheet.a3_id()));
  for (auto& filing : filings) *response.add_filings() = std::move(filing);
  for (auto& pitfall : FindPitfalls(response, model::LocalDay(now_us))) *response.add_pitfalls() = std::move(pitfall);
  for (auto& pitfall : FindOverloads(sheet, context.loads, context.units)) *response.add_pitfalls() = std::move(pitfall);
  return response;
}

Result<api::v1::GetA3Response> LoadSheet(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id, int edition, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const model::v1::A3 sheet, LoadVisible(store, caller, a3_id, edition));
  HELHET_ASSIGN_OR_RETURN(const SheetContext context, LoadContext(store, now_us));
  return FillSheet(store, context, sheet, now_us);
}

Result<api::v1::DiffA3EditionsResponse> DiffEditions(store::TenantStore& store, const security::Identity& caller, const api::v1::DiffA3EditionsRequest& request) {
  const auto wrong = [&](const std::string& setting, const std::string& why, const std::string& remedy) {
    return InvalidArgument("a3 '" + request.a3_id() + "': " + why).WithReason("editions_invalid").WithSetting(setting).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
  };
  if (request.has_draft() && request.to_edition() != 0) return wrong("to_edition", "it is compared with an edition or with a draft", "name one of them");
  if (request.from_edition() < 0 || request.to_edition() < 0) return wrong("from_edition", "editions count from 1", "name one that is there");
  model::v1::A3 after = request.draft();
  if (!request.has_draft()) {
    HELHET_ASSIGN_OR_RETURN(after, LoadVisible(store, caller, request.a3_id(), request.to_edition()));
  }
  int from = request.from_edition();
  if (from == 0 && !request.has_draft()) {
    if (after.edition() == 1) return wrong("to_edition", "edition 1 is the first, and there is none before it", "name two editions");
    from = after.edition() - 1;
  }
  HELHET_ASSIGN_OR_RETURN(const model::v1::A3 before, LoadVisible(store, caller, request.a3_id(), from));
  if (request.has_draft()) after.clear_edition();
  api::v1::DiffA3EditionsResponse response;
  *response.mutable_difference() = DiffSheets(before, after);
  return response;
}

Result<api::v1::UpdateA3Response> UpdateA3(store::TenantStore& store, const model::v1::A3& a3, int64_t now_us) {
  api::v1::UpdateA3Response response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    HELHET_ASSIGN_OR_RETURN(const model::v1::A3 newest, LoadNewest(store, a3.a3_id()));
    Status etag = CheckEtag(newest, a3.etag());
    if (etag.code() == StatusCode::kAborted) return TellBoth(etag, newest, a3);
    HELHET_RETURN_IF_ERROR(etag);
    HELHET_RETURN_IF_ERROR(CheckChange(newest, a3));
    HELHET_ASSIGN_OR_RETURN(*response.mutable_a3(), SaveSheet(store, a3, now_us));
    return OkStatus();
  }));
  return response;
}

Result<model::v1::A3> LoadNewest(store::TenantStore& store, const std::string& a3_id) {
  HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, "a3", a3_id));
  return ReadSheet(document);
}

Status CheckEtag(const model::v1::A3& newest, const std::string& etag) {
  const std::string name = "a3 '" + newest.a3_id() + "'";
  if (etag.empty()) {
    return InvalidArgument(name + ": etag is missing: it tells which edition the change was made on")
        .WithSetting("a3.etag").WithRemedy("read the sheet, change it, and send it back with the etag it came with");
  }
  if (etag == newest.etag()) return OkStatus();
  return Status(StatusCode::kAborted, name + ": somebody has changed it since it was read; edition " + std::to_string(newest.edition()) + " is the newest")
      .WithReason("etag_mismatch").WithSetting("a3.etag").WithRemedy("read it again, and make the change on that").WithClass(ErrorClass::kConfiguration);
}

Result<model::v1::A3> SaveSheet(store::TenantStore& store, model::v1::A3 sheet, int64_t now_us) {
  sheet.clear_etag();
  sheet.clear_edition();
  HELHET_RETURN_IF_ERROR(ValidateSheet(store, sheet));
  HELHET_ASSIGN_OR_RETURN(const auto saved, configuration::SaveDocument(store, "a3", sheet.a3_id(), configuration::ToJson(sheet), "", now_us));
  return ReadSheet(saved);
}

}  // namespace helhet::a3
