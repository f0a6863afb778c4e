#include "core/benefit/account.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <set>

#include "core/benefit/effect.h"
#include "core/benefit/forecast.h"
#include "core/benefit/limits.h"
#include "core/benefit/plan.h"
#include "core/configuration/documents.h"
#include "core/measure/latest_period.h"
#include "core/store/raw_payload.h"

namespace helhet::benefit {
namespace {

using api::v1::BenefitPeriod;
using api::v1::GetBenefitRequest;
using api::v1::GetBenefitResponse;
using measure::CalendarPeriod;
using model::v1::BenefitFigure;
using model::v1::BenefitSnapshot;

Result<std::vector<CalendarPeriod>> PeriodsAsked(const GetBenefitRequest& request) {
  if (static_cast<size_t>(request.periods_size()) > limits::kPeriods) {
    return ResourceExhausted("periods: the question is for more than " + std::to_string(limits::kPeriods)).WithReason("too_many_periods").WithSetting("periods")
        .WithRemedy("ask for fewer at a time");
  }
  std::set<CalendarPeriod> periods;
  for (const std::string& text : request.periods()) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(text));
    periods.insert(period);
  }
  return std::vector<CalendarPeriod>(periods.begin(), periods.end());
}

// From the plan's first period, or the first after the baseline, to its last, or the latest measured; and every period of the plan.
std::vector<CalendarPeriod> PeriodsOf(const Basis& basis, const Plan& plan, const std::string& latest_measured) {
  std::set<CalendarPeriod> periods;
  for (const PlannedPeriod& planned : plan.periods()) {
    periods.insert(planned.period);
    if (planned.now_in) periods.insert(*planned.now_in);
  }
  const auto step = StepOf(basis, plan);
  std::vector<CalendarPeriod> ends(periods.begin(), periods.end());
  const auto latest = CalendarPeriod::Parse(latest_measured);
  if (latest.ok() && basis.baseline && latest->LastMonth() > basis.baseline->LastMonth()) {
    ends.push_back(latest->LastMonth());
    if (plan.empty()) ends.push_back(basis.baseline->LastMonth().Next());
  }
  if (!ends.empty()) {
    const auto [first, last] = std::minmax_element(ends.begin(), ends.end(), [](const auto& one, const auto& other) { return one.LastMonth() < other.LastMonth(); });
    for (auto at = CalendarPeriod::Around(first->FirstMonth(), step); at.FirstMonth() <= last->LastMonth(); at = at.Next()) periods.insert(at);
  }
  // The latest are what one asks for.
  const size_t left_off = periods.size() - std::min(periods.size(), limits::kPeriods);
  return {std::next(periods.begin(), static_cast<ptrdiff_t>(left_off)), periods.end()};
}

// Puts the periods of an account together.
class Account {
 public:
  Account(const Basis& basis, const Plan& plan, const model::UnitTree& units) : basis_(basis), plan_(plan), units_(units) {}

  BenefitPeriod At(const PeriodActuals& actuals) const {
    BenefitPeriod period;
    period.set_period(actuals.period.Text());
    if (actuals.reference) period.set_reference_period(actuals.reference->Text());
    for (const auto& figure : actuals.figures) {
      auto& added = *period.add_figures();
      added = figure;
      const auto* unit = units_.Find(figure.unit_id());
      added.set_unit_name(unit == nullptr ? figure.unit_id() : unit->name());
      for (const auto& share : basis_.benefit.shares()) {
        if (share.unit_id() == figure.unit_id()) added.set_owner(share.owner());
      }
    }
    const PlannedPeriod *locked = plan_.LockedAt(actuals.period), *now = plan_.NowAt(actuals.period);
    if (locked != nullptr) FillIn(*locked, actuals, *period.mutable_plan());
    if (now != nullptr) FillIn(*now, actuals, *period.mutable_current_plan());
    if (locked != nullptr && locked->stated.has_forecast_value()) period.set_stated_forecast_value(locked->stated.forecast_value());
    if (basis_.definition != nullptr) period.set_etag(EtagOf(basis_, actuals));
    if (const auto* approved = basis_.history.Approved(actuals.period.Text())) FillInApproved(*approved, actuals, period);
    return period;
  }

 private:
  void FillIn(const PlannedPeriod& planned, const PeriodActuals& actuals, api::v1::PlannedFigure& figure) const {
    const auto& stated = planned.stated;
    if (stated.has_low_value()) figure.set_low_value(stated.low_value());
    if (stated.has_expected_value()) figure.set_expected_value(stated.expected_value());
    if (stated.has_high_value()) figure.set_high_value(stated.high_value());
    const auto whole = std::find_if(actuals.figures.begin(), actuals.figures.end(), [](const auto& one) { return one.is_whole(); });
    if (!stated.has_expected_value() || whole == actuals.figures.end() || !whole->reference().has_value()) return;
    if (basis_.obstacle != api::v1::NOT_MEASURED_UNSPECIFIED) return;
    figure.set_expected_effect(ActualOf(basis_, stated.expected_value(), whole->reference().value()));
    if (!basis_.valuation) return;
    const auto worth = basis_.valuation->Worth({figure.expected_effect(), stated.expected_value(), whole->reference().value(), {}});
    if (worth) figure.set_expected_worth_minor(*worth);
  }

  void FillInApproved(const BenefitSnapshot& approved, const PeriodActuals& actuals, BenefitPeriod& period) const {
    *period.mutable_approved() = approved;
    const auto actual = ApprovedActual(basis_, approved, basis_.whole_unit_id);
    if (actual) period.set_approved_actual(*actual);
    period.set_correction_awaits(CorrectionAwaits(basis_, approved, actuals));
  }

  const Basis& basis_;
  const Plan& plan_;
  const model::UnitTree& units_;
};

Status AddBaseline(store::TenantStore& store, const model::UnitTree& units, const Basis& basis, GetBenefitResponse& response) {
  HELHET_ASSIGN_OR_RETURN(const auto now, ReadBaseline(store, units, basis));
  const FrozenBaseline* stands = basis.history.baseline();
  if (stands != nullptr) *response.mutable_baseline() = stands->whole();
  if (now.empty()) return OkStatus();
  *response.mutable_baseline_now() = now.front();
  response.set_baseline_etag(EtagOf(now));
  response.set_baseline_correction_awaits(stands != nullptr && basis.obstacle == api::v1::NOT_MEASURED_UNSPECIFIED && BaselineDiffers(*stands, now));
  return OkStatus();
}

}  // namespace

BenefitSnapshot SnapshotOf(const Basis& basis, const PeriodActuals& actuals) {
  BenefitSnapshot snapshot;
  snapshot.set_kind(model::v1::BENEFIT_SNAPSHOT_KIND_ACTUAL);
  snapshot.set_period(actuals.period.Text());
  snapshot.set_measure_id(basis.definition->measure().measure_id());
  snapshot.set_definition_version(basis.definition_version);
  for (const auto& actual : actuals.figures) {
    BenefitFigure& figure = *snapshot.add_figures();
    figure.set_unit_id(actual.unit_id());
    if (!actual.has_actual()) continue;
    figure.set_value(actual.observation().value());
    *figure.mutable_terms() = actual.observation().terms();
    if (actual.has_worth_minor()) figure.set_worth_minor(actual.worth_minor());
  }
  return snapshot;
}

std::string EtagOf(const Basis& basis, const PeriodActuals& actuals) {
  std::string seen = configuration::ToJson(SnapshotOf(basis, actuals));
  for (const auto& figure : actuals.figures) seen += configuration::ToJson(figure.reference());
  return store::Hex(store::Sha256(seen)).substr(0, 16);
}

std::string EtagOf(const BenefitSnapshot& snapshot) { return store::Hex(store::Sha256(configuration::ToJson(snapshot))).substr(0, 16); }

std::string EtagOf(const std::vector<BenefitSnapshot>& baseline) {
  std::string etags;
  for (const BenefitSnapshot& part : baseline) etags += EtagOf(part);
  return store::Hex(store::Sha256(etags)).substr(0, 16);
}

bool DiffersFrom(const BenefitSnapshot& stands, const BenefitSnapshot& now) {
  return std::any_of(stands.figures().begin(), stands.figures().end(), [&](const BenefitFigure& before) {
    const BenefitFigure* after = FigureOf(now, before.unit_id());
    if (after == nullptr) return false;
    BenefitFigure one = before, other = *after;
    one.clear_worth_minor();
    other.clear_worth_minor();
    return !google::protobuf::util::MessageDifferencer::Equals(one, other);
  });
}

bool BaselineDiffers(const FrozenBaseline& stands, const std::vector<BenefitSnapshot>& now) {
  return std::any_of(now.begin(), now.end(), [&](const BenefitSnapshot& part) {
    const auto before = stands.parts.find(part.period());
    return before != stands.parts.end() && DiffersFrom(before->second, part);
  });
}

std::optional<double> ApprovedActual(const Basis& basis, const BenefitSnapshot& approved, const std::string& unit_id) {
  const FrozenBaseline* baseline = basis.history.BaselineAt(approved.snapshot_number());
  const BenefitFigure* figure = FigureOf(approved, unit_id);
  if (baseline == nullptr || basis.definition == nullptr || figure == nullptr || !figure->has_value()) return std::nullopt;
  const auto period = CalendarPeriod::Parse(approved.period()), whole = CalendarPeriod::Parse(baseline->period);
  if (!period.ok() || !whole.ok()) return std::nullopt;
  const auto reference = ReferenceOf(*period, *whole, basis.definition->is_stock());
  const BenefitFigure* before = reference ? baseline->Figure(reference->Text(), unit_id) : nullptr;
  if (before == nullptr || !before->has_value()) return std::nullopt;
  return ActualOf(basis, figure->value(), before->value());
}

bool CorrectionAwaits(const Basis& basis, const BenefitSnapshot& approved, const PeriodActuals& actuals) {
  if (basis.obstacle != api::v1::NOT_MEASURED_UNSPECIFIED) return false;
  // A source that went silent since says nothing of what it brought before.
  const bool is_silent = std::any_of(actuals.figures.begin(), actuals.figures.end(), [](const auto& figure) { return figure.not_measured() == api::v1::NOT_MEASURED_SILENT; });
  if (is_silent) return false;
  if (DiffersFrom(approved, SnapshotOf(basis, actuals))) return true;
  return std::any_of(actuals.figures.begin(), actuals.figures.end(), [&](const auto& figure) {
    const auto before = ApprovedActual(basis, approved, figure.unit_id());
    return before && figure.has_actual() && *before != figure.actual();
  });
}

Result<GetBenefitResponse> GetBenefit(store::TenantStore& store, const GetBenefitRequest& request, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(auto periods, PeriodsAsked(request));
  HELHET_ASSIGN_OR_RETURN(const Basis basis, LoadBasis(store, request.benefit_id(), now_us));
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(const Plan plan, Plan::Load(store, basis.benefit, basis.today));
  std::string latest;
  if (basis.definition != nullptr) {
    HELHET_ASSIGN_OR_RETURN(latest, measure::LatestPeriod(store, basis.definition->measure(), "", now_us));
  }
  if (periods.empty()) periods = PeriodsOf(basis, plan, latest);

  GetBenefitResponse response;
  *response.mutable_benefit() = basis.benefit;
  if (basis.definition != nullptr) *response.mutable_measure() = basis.definition->measure();
  response.set_is_silent(basis.is_silent);
  response.set_heard_day(basis.heard_day);
  HELHET_RETURN_IF_ERROR(AddBaseline(store, units, basis, response));
  HELHET_ASSIGN_OR_RETURN(const auto actuals, ReadActuals(store, units, basis, basis.unit_ids, periods));
  const Account account(basis, plan, units);
  for (const PeriodActuals& one : actuals) *response.add_periods() = account.At(one);
  for (const PlannedPeriod& planned : plan.periods()) {
    if (planned.move) *response.add_moves() = *planned.move;
  }
  HELHET_ASSIGN_OR_RETURN(auto forecasts, Forecasts(store, units, basis, plan, latest));
  for (auto& forecast : forecasts) *response.add_forecasts() = std::move(forecast);
  return response;
}

}  // namespace helhet::benefit
