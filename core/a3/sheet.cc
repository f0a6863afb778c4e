#include "core/a3/sheet.h"

#include "core/a3/figures.h"
#include "core/a3/pitfalls.h"
#include "core/a3/process.h"
#include "core/benefit/assessments.h"
#include "core/configuration/held_resources.h"
#include "core/configuration/validate.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

// The sheet of a stored document: the edition is the document's version.
Result<model::v1::A3> ReadSheet(const configuration::StoredDocument& document) {
  model::v1::A3 a3;
  HELHET_RETURN_IF_ERROR(configuration::FromJson(document.body, a3));
  a3.set_edition(static_cast<int32_t>(document.version));
  a3.set_etag(document.etag);
  return a3;
}

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

}  // namespace

Result<api::v1::ListA3sResponse> ListA3s(store::TenantStore& store, int page_size, const std::string& after) {
  HELHET_ASSIGN_OR_RETURN(const auto documents, configuration::ListDocuments(store, "a3"));
  api::v1::ListA3sResponse response;
  for (const auto& document : documents) {
    if (document.document_id <= after) continue;
    if (response.a3s_size() == page_size) {
      response.set_next_page_token(response.a3s(page_size - 1).a3_id());
      break;
    }
    HELHET_ASSIGN_OR_RETURN(*response.add_a3s(), ReadSheet(document));
  }
  return response;
}

Result<api::v1::GetA3Response> LoadSheet(store::TenantStore& store, const std::string& a3_id, int edition, int64_t now_us) {
  api::v1::GetA3Response response;
  HELHET_ASSIGN_OR_RETURN(const auto document, configuration::LoadDocument(store, "a3", a3_id, edition));
  HELHET_ASSIGN_OR_RETURN(*response.mutable_a3(), ReadSheet(document));
  HELHET_ASSIGN_OR_RETURN(*response.mutable_template_(), configuration::Load<model::v1::A3Template>(store, response.a3().template_id()));
  HELHET_ASSIGN_OR_RETURN(const auto municipality, configuration::Load<model::v1::Municipality>(store, store.municipality_id()));
  response.set_municipality_name(municipality.name());
  response.set_is_example(municipality.is_example());
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  for (const auto& stated : response.a3().measures()) {
    HELHET_ASSIGN_OR_RETURN(*response.add_figures(), LoadFigures(store, units, response.a3(), stated, now_us));
  }
  HELHET_ASSIGN_OR_RETURN(auto causes, LoadRootCauseFigures(store, units, response.a3(), now_us));
  for (auto& figure : causes) *response.add_root_cause_figures() = std::move(figure);
  HELHET_ASSIGN_OR_RETURN(const auto benefits, benefit::LoadBenefits(store));
  for (const auto& benefit : benefits) {
    if (benefit.a3_id() == a3_id) *response.add_benefits() = benefit;
  }
  for (auto& pitfall : FindPitfalls(response, model::LocalDay(now_us))) *response.add_pitfalls() = std::move(pitfall);
  return response;
}

Result<api::v1::UpdateA3Response> UpdateA3(store::TenantStore& store, const model::v1::A3& a3, int64_t now_us) {
  api::v1::UpdateA3Response response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    HELHET_ASSIGN_OR_RETURN(const model::v1::A3 newest, LoadNewest(store, a3.a3_id()));
    HELHET_RETURN_IF_ERROR(CheckEtag(newest, a3.etag()));
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
