#include "core/a3/benefits.h"

#include "core/a3/figures.h"
#include "core/configuration/documents.h"
#include "core/measure/series.h"

namespace helhet::a3 {
namespace {

// The unit whose figure tells of the whole benefit: the sheet's.
std::string UnitOf(store::TenantStore& store, const model::v1::Benefit& benefit) {
  const auto sheet = configuration::Load<model::v1::A3>(store, benefit.a3_id());
  if (sheet.ok()) return sheet->unit_id();
  return benefit.shares_size() == 1 ? benefit.shares(0).unit_id() : "";
}

Status AddFigures(store::TenantStore& store, const model::UnitTree& units, int64_t now_us, api::v1::BenefitStatus& status) {
  const auto& benefit = status.benefit();
  const std::string unit_id = UnitOf(store, benefit);
  if (benefit.measure_ids().empty() || unit_id.empty()) return OkStatus();
  const auto measure = configuration::Load<model::v1::Measure>(store, benefit.measure_ids(0));
  if (measure.status().code() == StatusCode::kNotFound) return OkStatus();
  if (!measure.ok()) return measure.status();
  HELHET_ASSIGN_OR_RETURN(const std::string latest, LatestPeriod(store, *measure, benefit.baseline().period(), now_us));
  for (const auto& [period, place] : {std::pair(benefit.baseline().period(), status.mutable_baseline()), std::pair(latest, status.mutable_latest())}) {
    if (period.empty()) continue;
    HELHET_ASSIGN_OR_RETURN(const auto series, measure::ReadSeries(store, units, {measure->measure_id(), {unit_id}, {period}}));
    if (!series.figures.empty()) *place = series.figures.front().observation;
  }
  return OkStatus();
}

}  // namespace

Result<api::v1::ListBenefitsResponse> ListBenefits(store::TenantStore& store, const std::string& a3_id, int page_size,
                                                   const std::string& after, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(const auto documents, configuration::ListDocuments(store, "benefit"));
  api::v1::ListBenefitsResponse response;
  for (const auto& document : documents) {
    if (document.document_id <= after) continue;
    model::v1::Benefit benefit;
    HELHET_RETURN_IF_ERROR(configuration::FromJson(document.body, benefit));
    if (!a3_id.empty() && benefit.a3_id() != a3_id) continue;
    if (response.benefits_size() == page_size) {
      response.set_next_page_token(response.benefits(page_size - 1).benefit().benefit_id());
      break;
    }
    benefit.set_etag(document.etag);
    auto* status = response.add_benefits();
    *status->mutable_benefit() = std::move(benefit);
    HELHET_RETURN_IF_ERROR(AddFigures(store, units, now_us, *status));
  }
  return response;
}

}  // namespace helhet::a3
