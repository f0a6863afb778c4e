#include "core/a3/figures.h"

#include <algorithm>

#include "core/configuration/documents.h"
#include "core/measure/period.h"
#include "core/measure/series.h"
#include "core/measure/silence.h"
#include "core/measure/statistic_sources.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using measure::CalendarPeriod;

// Periods in the small curve beside a figure: two years of months.
constexpr int kRecentPeriods = 24;
// Any year: the length of period that a root cause's figures are shown for.
constexpr const char* kAYear = "2000";
// Years that are gone through for the latest with a figure.
constexpr int kYearsBack = 5;

// The last of the measure's own periods that has facts, not later than today. Empty when there is none.
Result<std::string> LastMeasured(store::TenantStore& store, const model::v1::Measure& measure, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto now, CalendarPeriod::Parse(model::LocalDay(now_us).substr(0, 7)));
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT max(c.period) FROM cell c JOIN measure_state s ON s.municipality_id = c.municipality_id AND s.measure_id = c.measure_id "
      "AND s.generation = c.generation WHERE c.municipality_id = $1 AND c.measure_id = $2 AND c.terms <> '[]' AND c.period <= $3 "
      "AND length(c.period) = length($3)",
      {measure.measure_id(), CalendarPeriod::Around(now, measure.grain()).Text()}));
  return store::IsNull(row[0]) ? std::string() : store::AsText(row[0]);
}

// Units whose figures stand on the sheet: those it names, else those right below its own unit.
std::vector<std::string> UnitsOf(const model::UnitTree& units, const model::v1::A3& sheet, const model::v1::A3Measure& stated, int64_t now_us) {
  if (stated.unit_ids_size() > 0) return {stated.unit_ids().begin(), stated.unit_ids().end()};
  auto below = units.Children(sheet.unit_id(), model::LocalDay(now_us));
  if (below.empty() && !sheet.unit_id().empty()) below.push_back(sheet.unit_id());
  return below;
}

const model::v1::Target* Find(const google::protobuf::RepeatedPtrField<model::v1::Target>& targets, const std::string& unit_id) {
  for (const auto& target : targets) {
    if (target.unit_id() == unit_id) return &target;
  }
  return nullptr;
}

// A period's figure among those asked for.
const model::v1::Observation* FigureAt(const measure::Series& series, const std::string& unit_id, const std::string& period) {
  for (const auto& figure : series.figures) {
    if (figure.observation.unit_id() == unit_id && figure.observation.period() == period) return &figure.observation;
  }
  return nullptr;
}

Result<std::vector<std::string>> RecentPeriods(const std::string& last) {
  std::vector<std::string> periods;
  if (last.empty()) return periods;
  HELHET_ASSIGN_OR_RETURN(auto period, CalendarPeriod::Parse(last));
  for (int i = 0; i < kRecentPeriods; ++i, period = period.Previous()) periods.push_back(period.Text());
  std::reverse(periods.begin(), periods.end());
  return periods;
}

// What stands in one row, from figures that have been read.
api::v1::A3Figure MakeRow(const model::UnitTree& units, const model::v1::A3Measure& stated, const measure::Series& series,
                          const std::string& unit_id, const std::string& latest, const std::vector<std::string>& recent) {
  api::v1::A3Figure row;
  row.set_unit_id(unit_id);
  const auto* unit = units.Find(unit_id);
  row.set_unit_name(unit == nullptr ? unit_id : unit->name());
  if (const auto* figure = FigureAt(series, unit_id, stated.baseline().period())) *row.mutable_baseline() = *figure;
  if (const auto* figure = FigureAt(series, unit_id, latest)) *row.mutable_latest() = *figure;
  for (const std::string& period : recent) {
    if (const auto* figure = FigureAt(series, unit_id, period)) *row.add_recent() = *figure;
  }
  if (const auto* before = Find(stated.baseline().stated(), unit_id)) row.set_stated_baseline(before->value());
  if (const auto* target = Find(stated.targets(), unit_id)) {
    row.set_target(target->value());
    row.set_target_period(target->period());
  }
  return row;
}

}  // namespace

Result<std::string> LatestPeriod(store::TenantStore& store, const model::v1::Measure& measure, const std::string& like, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const std::string last, LastMeasured(store, measure, now_us));
  if (last.empty() || like.empty()) return last;
  HELHET_ASSIGN_OR_RETURN(const auto last_period, CalendarPeriod::Parse(last));
  HELHET_ASSIGN_OR_RETURN(const auto wanted, CalendarPeriod::Parse(like));
  const auto around = CalendarPeriod::Around(last_period.LastMonth(), wanted.length());
  // What stands is known as of today, however little of the period has passed.
  const bool is_standing = measure.terms_size() > 0 && measure.terms(0).has_standing();
  return is_standing || around.LastMonth() == last_period.LastMonth() ? around.Text() : around.Previous().Text();
}

Result<api::v1::A3Figures> LoadFigures(store::TenantStore& store, const model::UnitTree& units, const model::v1::A3& sheet,
                                       const model::v1::A3Measure& stated, int64_t now_us) {
  api::v1::A3Figures figures;
  auto measure = configuration::Load<model::v1::Measure>(store, stated.measure_id());
  if (measure.status().code() == StatusCode::kNotFound) {
    figures.set_missing_measure_id(stated.measure_id());
    return figures;
  }
  if (!measure.ok()) return measure.status();
  *figures.mutable_measure() = *measure;
  HELHET_ASSIGN_OR_RETURN(const measure::Silence silence, measure::LoadSilence(store, *measure, now_us));
  figures.set_is_silent(silence.is_silent);
  if (silence.heard_us > 0) figures.set_heard_day(model::LocalDay(silence.heard_us));

  HELHET_ASSIGN_OR_RETURN(const std::string latest, LatestPeriod(store, *measure, stated.baseline().period(), now_us));
  HELHET_ASSIGN_OR_RETURN(const std::string last, LatestPeriod(store, *measure, "", now_us));
  HELHET_ASSIGN_OR_RETURN(const auto recent, RecentPeriods(last));
  measure::SeriesQuery query{stated.measure_id(), UnitsOf(units, sheet, stated, now_us), recent};
  for (const std::string& period : {stated.baseline().period(), latest}) {
    if (!period.empty() && std::find(query.periods.begin(), query.periods.end(), period) == query.periods.end()) query.periods.push_back(period);
  }
  // The sheet's own unit is the whole, and stands first.
  const bool whole_first = !sheet.unit_id().empty() &&
                           std::find(query.unit_ids.begin(), query.unit_ids.end(), sheet.unit_id()) == query.unit_ids.end();
  if (whole_first) query.unit_ids.insert(query.unit_ids.begin(), sheet.unit_id());
  HELHET_ASSIGN_OR_RETURN(const auto series, measure::ReadSeries(store, units, query));
  HELHET_ASSIGN_OR_RETURN(auto sources, measure::LoadStatisticSources(store, units, *measure, query));
  for (auto& source : sources) *figures.add_sources() = std::move(source);
  for (const std::string& unit_id : query.unit_ids) *figures.add_units() = MakeRow(units, stated, series, unit_id, latest, recent);
  // A target without a unit is for the whole.
  if (const auto* target = Find(stated.targets(), ""); target != nullptr && figures.units_size() > 0 && !figures.units(0).has_target()) {
    figures.mutable_units(0)->set_target(target->value());
    figures.mutable_units(0)->set_target_period(target->period());
  }
  return figures;
}

Result<std::vector<api::v1::RootCauseFigure>> LoadRootCauseFigures(store::TenantStore& store, const model::UnitTree& units, const model::v1::A3& sheet,
                                                                   int64_t now_us) {
  std::vector<api::v1::RootCauseFigure> figures;
  for (const auto& cause : sheet.root_causes()) {
    for (const std::string& measure_id : cause.measure_ids()) {
      const auto measure = configuration::Load<model::v1::Measure>(store, measure_id);
      if (measure.status().code() == StatusCode::kNotFound) continue;
      if (!measure.ok()) return measure.status();
      auto& figure = figures.emplace_back();
      figure.set_root_cause_id(cause.root_cause_id());
      *figure.mutable_measure() = *measure;
      HELHET_ASSIGN_OR_RETURN(const std::string latest, LatestPeriod(store, *measure, kAYear, now_us));
      if (latest.empty()) continue;
      // Facts of another kind of statistic may reach further than those of the measure.
      HELHET_ASSIGN_OR_RETURN(auto period, CalendarPeriod::Parse(latest));
      std::vector<std::string> years;
      for (int i = 0; i < kYearsBack; ++i, period = period.Previous()) years.push_back(period.Text());
      HELHET_ASSIGN_OR_RETURN(const auto series, measure::ReadSeries(store, units, {measure_id, {sheet.unit_id()}, years}));
      for (const std::string& year : years) {
        const auto* observation = FigureAt(series, sheet.unit_id(), year);
        if (observation == nullptr || !observation->has_value()) continue;
        *figure.mutable_latest() = *observation;
        break;
      }
    }
  }
  return figures;
}

}  // namespace helhet::a3
