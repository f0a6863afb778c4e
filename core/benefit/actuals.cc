#include "core/benefit/actuals.h"

#include <algorithm>
#include <map>

#include "core/benefit/assessments.h"
#include "core/benefit/effect.h"
#include "core/configuration/documents.h"
#include "core/measure/series.h"
#include "core/measure/silence.h"
#include "core/measure/stored_series.h"
#include "core/model/calendar.h"

namespace helhet::benefit {
namespace {

using api::v1::BenefitUnitFigure;
using measure::CalendarPeriod;
using model::v1::BenefitFigure;
using model::v1::BenefitSnapshot;
using store::TenantStore;

// Whether the baseline that was frozen is the one that the benefit states, under a definition that comes to the same.
Result<bool> IsComparable(TenantStore& store, const Basis& basis) {
  const FrozenBaseline* frozen = basis.history.baseline();
  if (frozen == nullptr) return true;
  if (frozen->whole().measure_id() != basis.definition->measure().measure_id() || frozen->period != basis.baseline->Text()) return false;
  const int32_t version = frozen->whole().definition_version();
  if (version == basis.definition_version) return true;
  const auto then = configuration::Load<model::v1::Measure>(store, frozen->whole().measure_id(), version);
  if (!then.ok()) return false;
  const auto definition = measure::Definition::Compile(*then);
  return definition.ok() && ComputesTheSame(*definition, *basis.definition);
}

Status LoadMeasure(TenantStore& store, Basis& basis, int64_t now_us) {
  if (basis.benefit.measure_ids().empty()) {
    basis.obstacle = api::v1::NOT_MEASURED_NO_MEASURE;
    return OkStatus();
  }
  // No years: the definition alone.
  const auto stored = measure::ReadStoredSeries(store, basis.benefit.measure_ids(0), "9999", "0000");
  if (stored.status().code() == StatusCode::kNotFound) {
    basis.obstacle = api::v1::NOT_MEASURED_MEASURE_MISSING;
    return OkStatus();
  }
  if (!stored.ok()) return stored.status();
  basis.definition = stored->definition;
  basis.definition_version = static_cast<int32_t>(stored->definition_version);
  HELHET_ASSIGN_OR_RETURN(const measure::Silence silence, measure::LoadSilence(store, basis.definition->measure(), now_us));
  basis.is_silent = silence.is_silent;
  if (silence.heard_us > 0) basis.heard_day = model::LocalDay(silence.heard_us);
  if (SignOf(basis.definition->measure()) == 0) {
    basis.obstacle = api::v1::NOT_MEASURED_NO_DIRECTION;
  } else if (!basis.baseline) {
    basis.obstacle = api::v1::NOT_MEASURED_NO_BASELINE;
  } else {
    HELHET_ASSIGN_OR_RETURN(const bool comparable, IsComparable(store, basis));
    if (!comparable) basis.obstacle = api::v1::NOT_MEASURED_NOT_COMPARABLE;
  }
  return OkStatus();
}

// Whether all of the period was measured: each of the measure's own periods in it; of a stock, the last.
bool IsWhole(const measure::Figure& figure, const measure::Definition& definition) {
  if (!figure.observation.has_value()) return false;
  if (!definition.is_stock()) return figure.measured_periods == figure.periods;
  const auto period = CalendarPeriod::Parse(figure.observation.period()), read_at = CalendarPeriod::Parse(figure.read_at);
  return period.ok() && read_at.ok() && period->LastMonth() == read_at->LastMonth();
}

// Figures of a series by unit and period.
using Figures = std::map<std::pair<std::string, std::string>, measure::Figure>;

Result<Figures> Read(TenantStore& store, const model::UnitTree& units, const Basis& basis, const std::vector<std::string>& unit_ids,
                     const std::vector<CalendarPeriod>& periods) {
  measure::SeriesQuery query{basis.definition->measure().measure_id(), unit_ids, {}};
  std::vector<CalendarPeriod> once = periods;
  std::sort(once.begin(), once.end());
  once.erase(std::unique(once.begin(), once.end()), once.end());
  for (const CalendarPeriod& period : once) query.periods.push_back(period.Text());
  HELHET_ASSIGN_OR_RETURN(auto series, measure::ReadSeries(store, units, query));
  Figures figures;
  for (auto& figure : series.figures) {
    auto key = std::make_pair(figure.observation.unit_id(), figure.observation.period());
    figures.emplace(std::move(key), std::move(figure));
  }
  return figures;
}

// A frozen figure as an observation.
model::v1::Observation ObservationOf(const BenefitSnapshot& snapshot, const std::string& unit_id) {
  model::v1::Observation observation;
  observation.set_measure_id(snapshot.measure_id());
  observation.set_unit_id(unit_id);
  observation.set_period(snapshot.period());
  observation.set_definition_version(snapshot.definition_version());
  const BenefitFigure* figure = FigureOf(snapshot, unit_id);
  if (figure == nullptr) return observation;
  if (figure->has_value()) observation.set_value(figure->value());
  *observation.mutable_terms() = figure->terms();
  return observation;
}

// A unit of a benefit that has no measure.
BenefitUnitFigure Unmeasured(const Basis& basis, const std::string& unit_id) {
  BenefitUnitFigure figure;
  figure.set_unit_id(unit_id);
  figure.set_is_whole(unit_id == basis.whole_unit_id);
  figure.set_not_measured(basis.obstacle);
  return figure;
}

// Puts one unit's actual together.
class UnitActual {
 public:
  UnitActual(const Basis& basis, const Figures& figures) : basis_(basis), figures_(figures) {}

  BenefitUnitFigure At(const std::string& unit_id, const PeriodActuals& in) const {
    BenefitUnitFigure figure;
    figure.set_unit_id(unit_id);
    figure.set_is_whole(unit_id == basis_.whole_unit_id);
    const auto& now = figures_.at({unit_id, in.period.Text()});
    *figure.mutable_observation() = now.observation;
    const bool has_reference = in.reference && FillInReference(unit_id, *in.reference, *figure.mutable_reference());
    figure.set_not_measured(WhyNot(in, now, has_reference));
    if (figure.not_measured() != api::v1::NOT_MEASURED_UNSPECIFIED) return figure;
    figure.set_actual(ActualOf(basis_, now.observation.value(), figure.reference().value()));
    if (!basis_.valuation) return figure;
    const auto& terms = now.observation.terms();
    const auto worth = basis_.valuation->Worth({figure.actual(), now.observation.value(), figure.reference().value(), {terms.begin(), terms.end()}});
    if (worth) figure.set_worth_minor(*worth);
    return figure;
  }

 private:
  // Whether the baseline is measured there.
  bool FillInReference(const std::string& unit_id, const CalendarPeriod& reference, model::v1::Observation& observation) const {
    const FrozenBaseline* frozen = basis_.history.baseline();
    if (frozen != nullptr) {
      const auto part = frozen->parts.find(reference.Text());
      if (part != frozen->parts.end()) observation = ObservationOf(part->second, unit_id);
      return observation.has_value();
    }
    const auto& live = figures_.at({unit_id, reference.Text()});
    observation = live.observation;
    // Nothing is compared with a part of a baseline: neither an actual nor a plan.
    const bool is_whole = IsWhole(live, *basis_.definition) && reference.LastDay() < basis_.today;
    if (!is_whole) observation.clear_value();
    return is_whole;
  }

  api::v1::NotMeasured WhyNot(const PeriodActuals& in, const measure::Figure& now, bool has_reference) const {
    if (basis_.obstacle != api::v1::NOT_MEASURED_UNSPECIFIED) return basis_.obstacle;
    if (!in.reference) return api::v1::NOT_MEASURED_NO_REFERENCE;
    if (in.period.LastDay() >= basis_.today) return api::v1::NOT_MEASURED_NOT_OVER;
    if (basis_.is_silent && in.period.LastDay() >= basis_.heard_day) return api::v1::NOT_MEASURED_SILENT;
    if (!IsWhole(now, *basis_.definition)) return api::v1::NOT_MEASURED_NO_FIGURES;
    return has_reference ? api::v1::NOT_MEASURED_UNSPECIFIED : api::v1::NOT_MEASURED_BASELINE_NOT_MEASURED;
  }

  const Basis& basis_;
  const Figures& figures_;
};

}  // namespace

Result<std::string> WholeUnitOf(TenantStore& store, const model::v1::Benefit& benefit) {
  if (!benefit.a3_id().empty()) {
    const auto sheet = configuration::Load<model::v1::A3>(store, benefit.a3_id());
    if (sheet.ok() && !sheet->unit_id().empty()) return sheet->unit_id();
    if (!sheet.ok() && sheet.status().code() != StatusCode::kNotFound) return sheet.status();
  }
  return benefit.shares_size() == 1 ? benefit.shares(0).unit_id() : "";
}

Result<Basis> LoadBasis(TenantStore& store, const std::string& benefit_id, int64_t now_us) {
  Basis basis;
  HELHET_ASSIGN_OR_RETURN(basis.benefit, LoadBenefit(store, benefit_id));
  basis.today = model::LocalDay(now_us);
  HELHET_ASSIGN_OR_RETURN(basis.history, History::Load(store, benefit_id));
  const auto baseline = CalendarPeriod::Parse(basis.benefit.baseline().period());
  if (baseline.ok()) basis.baseline = *baseline;
  HELHET_ASSIGN_OR_RETURN(basis.whole_unit_id, WholeUnitOf(store, basis.benefit));
  if (!basis.whole_unit_id.empty()) basis.unit_ids.push_back(basis.whole_unit_id);
  for (const auto& share : basis.benefit.shares()) {
    if (share.unit_id() != basis.whole_unit_id) basis.unit_ids.push_back(share.unit_id());
  }
  HELHET_RETURN_IF_ERROR(LoadMeasure(store, basis, now_us));
  // A price that cannot be computed was told of when it was stated; the actual stands without it.
  auto valuation = Valuation::Compile(basis.benefit, basis.definition == nullptr ? nullptr : &basis.definition->measure());
  if (valuation.ok()) basis.valuation = *std::move(valuation);
  return basis;
}

double ActualOf(const Basis& basis, double value, double reference) {
  const double actual = SignOf(basis.definition->measure()) * (value - reference);
  return actual == 0 ? 0.0 : actual;  // no minus before a zero
}

Result<std::vector<PeriodActuals>> ReadActuals(TenantStore& store, const model::UnitTree& units, const Basis& basis, const std::vector<std::string>& unit_ids,
                                               const std::vector<CalendarPeriod>& periods) {
  std::vector<PeriodActuals> actuals;
  std::vector<CalendarPeriod> read = periods;
  for (const CalendarPeriod& period : periods) {
    PeriodActuals& one = actuals.emplace_back(PeriodActuals{period, std::nullopt, {}});
    if (basis.definition == nullptr || !basis.baseline) continue;
    one.reference = ReferenceOf(period, *basis.baseline, basis.definition->is_stock());
    // A quarter of a measure by tertial has none.
    if (one.reference && !one.reference->Split(basis.definition->grain()).ok()) one.reference.reset();
    if (one.reference) read.push_back(*one.reference);
  }
  if (basis.definition == nullptr) {
    for (PeriodActuals& one : actuals) {
      for (const std::string& unit_id : unit_ids) one.figures.push_back(Unmeasured(basis, unit_id));
    }
    return actuals;
  }
  if (unit_ids.empty()) return actuals;
  HELHET_ASSIGN_OR_RETURN(const Figures figures, Read(store, units, basis, unit_ids, read));
  const UnitActual unit_actual(basis, figures);
  for (PeriodActuals& one : actuals) {
    for (const std::string& unit_id : unit_ids) one.figures.push_back(unit_actual.At(unit_id, one));
  }
  return actuals;
}

Result<std::vector<BenefitSnapshot>> ReadBaseline(TenantStore& store, const model::UnitTree& units, const Basis& basis) {
  std::vector<BenefitSnapshot> snapshots;
  if (basis.definition == nullptr || !basis.baseline || basis.unit_ids.empty()) return snapshots;
  const auto parts = PartsOf(*basis.baseline, *basis.definition);
  HELHET_ASSIGN_OR_RETURN(const Figures figures, Read(store, units, basis, basis.unit_ids, parts));
  for (const CalendarPeriod& part : parts) {
    BenefitSnapshot& snapshot = snapshots.emplace_back();
    snapshot.set_kind(model::v1::BENEFIT_SNAPSHOT_KIND_BASELINE);
    snapshot.set_period(part.Text());
    snapshot.set_measure_id(basis.definition->measure().measure_id());
    snapshot.set_definition_version(basis.definition_version);
    for (const std::string& unit_id : basis.unit_ids) {
      const measure::Figure& figure = figures.at({unit_id, part.Text()});
      BenefitFigure& stated = *snapshot.add_figures();
      stated.set_unit_id(unit_id);
      if (!IsWhole(figure, *basis.definition)) continue;
      stated.set_value(figure.observation.value());
      *stated.mutable_terms() = figure.observation.terms();
    }
  }
  return snapshots;
}

}  // namespace helhet::benefit
