#include "core/a3/report.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/a3/attention.h"
#include "core/a3/load.h"
#include "core/a3/process.h"
#include "core/a3/sharing.h"
#include "core/a3/sheet.h"
#include "core/benefit/assessments.h"
#include "core/configuration/documents.h"
#include "core/measure/series.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using measure::CalendarPeriod;
using model::v1::A3;

// What is reported on.
struct Subject {
  std::string unit_id;
  std::set<std::string> within;  // the unit and those below it
  std::set<std::string> above;
  CalendarPeriod period;
};

CalendarPeriod YearBefore(CalendarPeriod period) {
  const int length = static_cast<int>(period.Months().size());
  for (int i = 0; i < 12 / length; ++i) period = period.Previous();
  return period;
}

// The target that a sheet states for the unit. One without a unit is for the sheet's own.
const model::v1::Target* TargetOf(const A3& sheet, const model::v1::A3Measure& stated, const std::string& unit_id) {
  for (const auto& target : stated.targets()) {
    if (target.unit_id() == unit_id || (target.unit_id().empty() && sheet.unit_id() == unit_id)) return &target;
  }
  return nullptr;
}

Status FillFigures(store::TenantStore& store, const model::UnitTree& units, const Subject& subject, api::v1::ReportMeasure& row) {
  const std::vector<std::string> periods = {subject.period.Text(), subject.period.Previous().Text(), YearBefore(subject.period).Text()};
  const auto series = measure::ReadSeries(store, units, {row.measure().measure_id(), {subject.unit_id}, periods});
  if (series.status().code() == StatusCode::kFailedPrecondition) {
    row.set_is_coarser(true);
    return OkStatus();
  }
  if (!series.ok()) return series.status();
  for (const auto& figure : series->figures) {
    const auto& observation = figure.observation;
    if (observation.period() == periods[0]) *row.mutable_figure() = observation;
    if (observation.period() == periods[1]) *row.mutable_before() = observation;
    if (observation.period() == periods[2]) *row.mutable_year_before() = observation;
  }
  return OkStatus();
}

// Each measure once, by identifier, with the first target that is stated for the unit.
Status AddMeasures(store::TenantStore& store, const model::UnitTree& units, const std::vector<A3>& sheets, const Subject& subject, api::v1::ReportUnitResponse& response) {
  std::map<std::string, api::v1::ReportMeasure> rows;
  for (const A3& sheet : sheets) {
    if (!subject.within.contains(sheet.unit_id()) && !subject.above.contains(sheet.unit_id())) continue;
    for (const auto& stated : sheet.measures()) {
      auto& row = rows[stated.measure_id()];
      const auto* target = TargetOf(sheet, stated, subject.unit_id);
      if (target == nullptr || row.has_target()) continue;
      row.set_target(target->value());
      row.set_target_period(target->period());
    }
  }
  for (auto& [measure_id, row] : rows) {
    const auto measure = configuration::Load<model::v1::Measure>(store, measure_id);
    if (measure.status().code() == StatusCode::kNotFound) continue;  // a pitfall of the sheet's
    if (!measure.ok()) return measure.status();
    *row.mutable_measure() = *measure;
    HELHET_RETURN_IF_ERROR(FillFigures(store, units, subject, row));
    *response.add_measures() = std::move(row);
  }
  return OkStatus();
}

// An action that stands on several sheets is told once, where it counts (load.h); those that are done or stopped, from each sheet
// that they were not taken up on from another.
void AddActions(const std::vector<A3>& all, const std::vector<A3>& sheets, const Subject& subject, const std::string& today, api::v1::ReportUnitResponse& response) {
  const std::string until = std::min(today, subject.period.LastDay());
  const auto add = [&](const A3& sheet, const model::v1::Action& action) {
    if (!subject.within.contains(action.unit_id().empty() ? sheet.unit_id() : action.unit_id())) return;
    auto* row = response.add_actions();
    row->set_a3_id(sheet.a3_id());
    row->set_a3_title(sheet.title());
    *row->mutable_action() = action;
    row->set_is_overdue(IsOpen(action) && !action.due_date().empty() && action.due_date() < until);
  };
  const auto is_shown = [&](const A3& sheet) { return std::any_of(sheets.begin(), sheets.end(), [&](const A3& one) { return one.a3_id() == sheet.a3_id(); }); };
  for (const PlacedAction& placed : OpenActions(all)) {
    if (is_shown(*placed.sheet)) add(*placed.sheet, *placed.action);
  }
  for (const A3& sheet : sheets) {
    for (const auto& action : sheet.actions()) {
      if (!IsOpen(action) && action.origin_a3_id().empty()) add(sheet, action);
    }
  }
}

Status AddBenefits(store::TenantStore& store, const std::vector<A3>& sheets, const Subject& subject, api::v1::ReportUnitResponse& response) {
  std::map<std::string, std::string> unit_of_sheet;
  for (const A3& sheet : sheets) unit_of_sheet[sheet.a3_id()] = sheet.unit_id();
  HELHET_ASSIGN_OR_RETURN(const auto benefits, benefit::LoadBenefits(store));
  for (const auto& benefit : benefits) {
    const auto sheet = unit_of_sheet.find(benefit.a3_id());
    if (sheet == unit_of_sheet.end()) continue;
    const bool has_share = std::any_of(benefit.shares().begin(), benefit.shares().end(), [&](const auto& share) { return subject.within.contains(share.unit_id()); });
    if (has_share || subject.within.contains(sheet->second)) *response.add_benefits() = benefit;
  }
  return OkStatus();
}

}  // namespace

Result<api::v1::ReportUnitResponse> ReportUnit(store::TenantStore& store, const security::Identity& caller, const api::v1::ReportUnitRequest& request, int64_t now_us,
                                               const std::function<Status()>& still_wanted) {
  HELHET_ASSIGN_OR_RETURN(const auto period, CalendarPeriod::Parse(request.period()));
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  const auto* unit = units.Find(request.unit_id());
  if (unit == nullptr) return NotFound("unit '" + request.unit_id() + "': there is none").WithReason("unit_not_found").WithSetting("unit_id").WithClass(ErrorClass::kConfiguration);
  const auto within = units.Within(request.unit_id(), model::Organisation::kAsItWas), above = units.Ancestors(request.unit_id());
  const Subject subject{request.unit_id(), {within.begin(), within.end()}, {above.begin(), above.end()}, period};
  api::v1::ReportUnitResponse response;
  response.set_unit_id(unit->unit_id());
  response.set_unit_name(unit->name());
  response.set_period(period.Text());
  HELHET_ASSIGN_OR_RETURN(const auto all, LoadSheets(store));
  std::vector<A3> sheets;
  std::copy_if(all.begin(), all.end(), std::back_inserter(sheets), [&](const A3& sheet) { return IsUnderWay(sheet) && MaySee(caller, sheet); });
  HELHET_RETURN_IF_ERROR(AddMeasures(store, units, sheets, subject, response));
  AddActions(all, sheets, subject, model::LocalDay(now_us), response);
  HELHET_RETURN_IF_ERROR(AddBenefits(store, sheets, subject, response));
  api::v1::ListAttentionRequest attention;
  attention.set_unit_id(request.unit_id());
  HELHET_ASSIGN_OR_RETURN(auto items, ListAttention(store, caller, attention, now_us, still_wanted));
  *response.mutable_attention() = std::move(*items.mutable_items());
  return response;
}

}  // namespace helhet::a3
