#include "core/benefit/benefits.h"

#include "core/benefit/actuals.h"
#include "core/benefit/assessments.h"
#include "core/configuration/documents.h"
#include "core/measure/latest_period.h"
#include "core/measure/series.h"

namespace helhet::benefit {
namespace {

Status AddFigures(store::TenantStore& store, const model::UnitTree& units, int64_t now_us, api::v1::BenefitStatus& status) {
  const auto& benefit = status.benefit();
  HELHET_ASSIGN_OR_RETURN(const std::string unit_id, WholeUnitOf(store, benefit));
  if (benefit.measure_ids().empty() || unit_id.empty()) return OkStatus();
  const auto measure = configuration::Load<model::v1::Measure>(store, benefit.measure_ids(0));
  if (measure.status().code() == StatusCode::kNotFound) return OkStatus();
  if (!measure.ok()) return measure.status();
  HELHET_ASSIGN_OR_RETURN(const std::string latest, measure::LatestPeriod(store, *measure, benefit.baseline().period(), now_us));
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
  HELHET_ASSIGN_OR_RETURN(auto benefits, LoadBenefits(store));
  api::v1::ListBenefitsResponse response;
  for (auto& benefit : benefits) {
    if (benefit.benefit_id() <= after || (!a3_id.empty() && benefit.a3_id() != a3_id)) continue;
    if (response.benefits_size() == page_size) {
      response.set_next_page_token(response.benefits(page_size - 1).benefit().benefit_id());
      break;
    }
    auto* status = response.add_benefits();
    *status->mutable_benefit() = std::move(benefit);
    HELHET_RETURN_IF_ERROR(AddFigures(store, units, now_us, *status));
  }
  return response;
}

bool IsAdopted(const model::v1::A3& sheet) {
  return sheet.state() == model::v1::A3_STATE_ADOPTED || sheet.state() == model::v1::A3_STATE_IN_FOLLOW_UP || sheet.state() == model::v1::A3_STATE_CLOSED;
}

}  // namespace helhet::benefit
