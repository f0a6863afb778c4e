#include "core/benefit/gaps.h"

#include <optional>

#include "core/benefit/assessments.h"
#include "core/benefit/benefits.h"
#include "core/benefit/effect.h"
#include "core/configuration/documents.h"
#include "core/measure/latest_period.h"
#include "core/measure/series.h"

namespace helhet::benefit {
namespace {

using api::v1::MeasureGap;
using model::v1::A3;
using model::v1::Benefit;
using model::v1::Measure;
using store::TenantStore;

// What a benefit is to bring the unit to; none when it states nothing for the unit.
std::optional<double> TargetIn(const Benefit& benefit, const std::string& unit_id, const std::string& whole_unit_id) {
  if (unit_id == whole_unit_id && benefit.has_target_value()) return benefit.target_value();
  for (const auto& share : benefit.shares()) {
    if (share.unit_id() == unit_id && share.has_target_value()) return share.target_value();
  }
  return std::nullopt;
}

// The gaps of one measure on a sheet.
class Gaps {
 public:
  Gaps(TenantStore& store, const model::UnitTree& units, const A3& sheet, const std::vector<Benefit>& benefits, int64_t now_us)
      : store_(store), units_(units), sheet_(sheet), benefits_(benefits), now_us_(now_us) {}

  Status Add(const model::v1::A3Measure& stated, api::v1::ListGapsResponse& response) {
    const auto measure = configuration::Load<Measure>(store_, stated.measure_id());
    if (measure.status().code() == StatusCode::kNotFound) return OkStatus();
    if (!measure.ok()) return measure.status();
    if (SignOf(*measure) == 0) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(const std::string latest, measure::LatestPeriod(store_, *measure, stated.baseline().period(), now_us_));
    for (const auto& target : stated.targets()) {
      MeasureGap& gap = *response.add_gaps();
      *gap.mutable_measure() = *measure;
      gap.set_unit_id(target.unit_id().empty() ? sheet_.unit_id() : target.unit_id());
      const auto* unit = units_.Find(gap.unit_id());
      gap.set_unit_name(unit == nullptr ? gap.unit_id() : unit->name());
      gap.set_target_value(target.value());
      gap.set_target_period(target.period());
      HELHET_RETURN_IF_ERROR(Read(gap, stated.baseline().period(), *gap.mutable_baseline()));
      HELHET_RETURN_IF_ERROR(Read(gap, latest, *gap.mutable_latest()));
      Fill(gap);
    }
    return OkStatus();
  }

 private:
  Status Read(const MeasureGap& gap, const std::string& period, model::v1::Observation& observation) {
    if (period.empty() || gap.unit_id().empty()) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(const auto series, measure::ReadSeries(store_, units_, {gap.measure().measure_id(), {gap.unit_id()}, {period}}));
    observation = series.figures.front().observation;
    return OkStatus();
  }

  void Fill(MeasureGap& gap) const {
    if (!gap.baseline().has_value()) return;
    const double sign = SignOf(gap.measure()), baseline = gap.baseline().value();
    gap.set_gap(sign * (gap.target_value() - baseline));
    if (gap.latest().has_value()) gap.set_closed(sign * (gap.latest().value() - baseline));
    for (const Benefit& benefit : benefits_) {
      if (benefit.a3_id() != sheet_.a3_id() || benefit.measure_ids().empty() || benefit.measure_ids(0) != gap.measure().measure_id()) continue;
      const auto target = TargetIn(benefit, gap.unit_id(), sheet_.unit_id());
      if (!target) continue;
      gap.add_benefit_ids(benefit.benefit_id());
      const double closes = sign * (*target - baseline);
      if (IsAdopted(sheet_)) {
        gap.set_planned_to_close(gap.planned_to_close() + closes);
      } else {
        gap.set_proposed_to_close(gap.proposed_to_close() + closes);
      }
    }
  }

  TenantStore& store_;
  const model::UnitTree& units_;
  const A3& sheet_;
  const std::vector<Benefit>& benefits_;
  const int64_t now_us_;
};

}  // namespace

Result<api::v1::ListGapsResponse> ListGaps(TenantStore& store, const std::string& a3_id, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const A3 sheet, configuration::Load<A3>(store, a3_id));
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(const auto benefits, LoadBenefits(store));
  api::v1::ListGapsResponse response;
  Gaps gaps(store, units, sheet, benefits, now_us);
  for (const auto& stated : sheet.measures()) HELHET_RETURN_IF_ERROR(gaps.Add(stated, response));
  return response;
}

}  // namespace helhet::benefit
