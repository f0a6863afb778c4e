#include "core/benefit/forecast.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/benefit/effect.h"

namespace helhet::benefit {
namespace {

using api::v1::YearForecast;
using measure::CalendarPeriod;

// Years of a plan: two economic plans of four years, and what lies between.
constexpr size_t kYears = 10;

// The whole's figures in a year's steps, and in the measure's own periods within them.
using Read = std::map<CalendarPeriod, api::v1::BenefitUnitFigure>;

// A step of a year with the measure's own periods in it.
struct Step {
  CalendarPeriod period;
  std::vector<CalendarPeriod> own_periods;
};

// The steps of a year. Errors as CalendarPeriod::Split.
Result<std::vector<Step>> StepsOf(const CalendarPeriod& year, model::v1::Period length, model::v1::Period grain) {
  std::vector<Step> steps;
  HELHET_ASSIGN_OR_RETURN(const auto periods, year.Split(length));
  for (const CalendarPeriod& period : periods) {
    HELHET_ASSIGN_OR_RETURN(auto own_periods, period.Split(grain));
    steps.push_back({period, std::move(own_periods)});
  }
  return steps;
}

// One year of a benefit.
class Year {
 public:
  Year(const Basis& basis, const Plan& plan, const Read& read, const std::vector<Step>& steps) : basis_(basis), plan_(plan), read_(read), steps_(steps) {}

  YearForecast Forecast(const CalendarPeriod& year) {
    forecast_.set_year(year.Text());
    AddsUp(*basis_.definition) ? AddUp() : TakeLatest();
    SetWorth();
    return std::move(forecast_);
  }

 private:
  const api::v1::BenefitUnitFigure* At(const CalendarPeriod& period) const {
    const auto found = read_.find(period);
    return found == read_.end() ? nullptr : &found->second;
  }

  // What is planned for a step, as an actual; none where the baseline is not measured.
  std::optional<double> PlannedIn(const CalendarPeriod& step) const {
    const PlannedPeriod* locked = plan_.LockedAt(step);
    const auto *figure = At(step);
    if (locked != nullptr && locked->stated.has_forecast_value() && figure != nullptr && figure->reference().has_value()) {
      return ActualOf(basis_, locked->stated.forecast_value(), figure->reference().value());
    }
    const PlannedPeriod* planned = plan_.NowAtOrBefore(step);
    if (planned == nullptr) return 0;
    const auto* there = At(*planned->now_in);
    if (there == nullptr || !there->reference().has_value() || !planned->stated.has_expected_value()) return std::nullopt;
    return ActualOf(basis_, planned->stated.expected_value(), there->reference().value());
  }

  void AddUp() {
    size_t measured = 0, all = 0;
    double realised = 0, rest = 0;
    bool rest_is_known = true;
    for (const auto& [step, own_periods] : steps_) {
      size_t measured_here = 0;
      for (const CalendarPeriod& own : own_periods) {
        const auto* figure = At(own);
        if (figure == nullptr || !figure->has_actual()) continue;
        realised += figure->actual();
        ++measured_here;
        forecast_.set_measured_through(own.Text());
      }
      measured += measured_here;
      all += own_periods.size();
      const auto planned = PlannedIn(step);
      const double unmeasured = 1 - static_cast<double>(measured_here) / static_cast<double>(own_periods.size());
      if (planned) rest += *planned * unmeasured;
      rest_is_known = rest_is_known && (planned || unmeasured == 0);
    }
    if (measured > 0) forecast_.set_realised(realised);
    if (plan_.empty()) {
      if (measured == 0) return;
      forecast_.set_method(api::v1::FORECAST_METHOD_RUN_RATE);
      forecast_.set_forecast(realised * static_cast<double>(all) / static_cast<double>(measured));
    } else if (rest_is_known) {
      forecast_.set_method(api::v1::FORECAST_METHOD_REALISED_AND_PLANNED);
      forecast_.set_planned_rest(rest);
      forecast_.set_forecast(realised + rest);
    }
  }

  void TakeLatest() {
    for (const auto& [step, own_periods] : steps_) {
      const auto* figure = At(step);
      if (figure == nullptr || !figure->has_actual()) continue;
      forecast_.set_method(api::v1::FORECAST_METHOD_LATEST_LEVEL);
      forecast_.set_realised(figure->actual());
      forecast_.set_forecast(figure->actual());
      forecast_.set_measured_through(step.Text());
    }
  }

  void SetWorth() {
    if (!forecast_.has_forecast() || !basis_.valuation) return;
    const auto worth = basis_.valuation->Worth({forecast_.forecast(), std::nullopt, std::nullopt, {}});
    if (worth) forecast_.set_forecast_worth_minor(*worth);
  }

  const Basis& basis_;
  const Plan& plan_;
  const Read& read_;
  const std::vector<Step>& steps_;
  YearForecast forecast_;
};

CalendarPeriod YearOf(const CalendarPeriod& period) { return CalendarPeriod::Around(period.FirstMonth(), model::v1::PERIOD_YEAR); }

std::vector<CalendarPeriod> YearsOf(const Basis& basis, const Plan& plan, const std::string& latest_measured) {
  std::set<CalendarPeriod> years;
  for (const PlannedPeriod& planned : plan.periods()) {
    if (planned.now_in) years.insert(YearOf(*planned.now_in));
  }
  const auto latest = CalendarPeriod::Parse(latest_measured);
  if (latest.ok()) years.insert(YearOf(*latest));
  std::vector<CalendarPeriod> after;
  for (const CalendarPeriod& year : years) {
    if (year > YearOf(*basis.baseline) && after.size() < kYears) after.push_back(year);
  }
  return after;
}

}  // namespace

model::v1::Period StepOf(const Basis& basis, const Plan& plan) {
  if (!plan.empty()) return plan.step();
  const auto quarter = *CalendarPeriod::Parse("2000-Q1");
  return basis.definition == nullptr || quarter.Split(basis.definition->grain()).ok() ? model::v1::PERIOD_QUARTER : basis.definition->grain();
}

Result<std::vector<YearForecast>> Forecasts(store::TenantStore& store, const model::UnitTree& units, const Basis& basis, const Plan& plan,
                                            const std::string& latest_measured) {
  std::vector<YearForecast> forecasts;
  if (basis.obstacle != api::v1::NOT_MEASURED_UNSPECIFIED || basis.whole_unit_id.empty()) return forecasts;
  const auto years = YearsOf(basis, plan, latest_measured);
  std::set<CalendarPeriod> periods;
  std::vector<std::vector<Step>> steps;
  for (const CalendarPeriod& year : years) {
    HELHET_ASSIGN_OR_RETURN(auto of_year, StepsOf(year, StepOf(basis, plan), basis.definition->grain()));
    for (const Step& step : of_year) {
      periods.insert(step.period);
      periods.insert(step.own_periods.begin(), step.own_periods.end());
    }
    steps.push_back(std::move(of_year));
  }
  // A step between planned ones looks back to the one before it, which may lie in another year.
  for (const PlannedPeriod& planned : plan.periods()) {
    if (planned.now_in) periods.insert(*planned.now_in);
  }
  HELHET_ASSIGN_OR_RETURN(const auto actuals, ReadActuals(store, units, basis, {basis.whole_unit_id}, {periods.begin(), periods.end()}));
  Read read;
  for (const PeriodActuals& one : actuals) read.emplace(one.period, one.figures.front());
  for (size_t i = 0; i < years.size(); ++i) forecasts.push_back(Year(basis, plan, read, steps[i]).Forecast(years[i]));
  return forecasts;
}

}  // namespace helhet::benefit
