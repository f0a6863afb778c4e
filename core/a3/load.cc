#include "core/a3/load.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/a3/process.h"
#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using api::v1::Load;
using measure::CalendarPeriod;
using model::v1::A3;
using model::v1::Action;
using model::v1::Capacity;

// Sheets that have taken up each other's actions are few: organisation, deep dive, and the years before.
constexpr int kLongestOrigin = 50;

bool IsCommitted(const A3& sheet, const Action& action) {
  if (sheet.state() == model::v1::A3_STATE_IN_INVESTIGATION) return action.kind() == model::v1::ACTION_KIND_INVESTIGATION;
  return sheet.state() == model::v1::A3_STATE_ADOPTED || sheet.state() == model::v1::A3_STATE_IN_FOLLOW_UP;
}

// An action by its sheet and identifier.
using Place = std::pair<std::string, std::string>;

// The place where the action stood first, and how many times it was taken up since.
std::pair<Place, int> OriginOf(const A3& sheet, const Action& action, const std::map<Place, Place>& origins) {
  Place place{sheet.a3_id(), action.action_id()};
  int taken_up = 0;
  for (auto origin = origins.find(place); origin != origins.end() && taken_up < kLongestOrigin; origin = origins.find(place)) {
    place = origin->second;
    ++taken_up;
  }
  return {place, taken_up};
}

bool HoldsFor(const Capacity& capacity, const std::string& period) {
  return (capacity.from_period().empty() || capacity.from_period() <= period) && (capacity.until_period().empty() || period <= capacity.until_period());
}

// Gathers the loads of one span.
class LoadTable {
 public:
  LoadTable(const std::vector<Capacity>& capacities, const model::UnitTree& units, const LoadSpan& span) : units_(units), span_(span) {
    CalendarPeriod quarter = span.first;
    for (int i = 0; i < span.quarters; ++i, quarter = quarter.Next()) quarters_.push_back(quarter);
    for (const Capacity& capacity : capacities) {
      with_capacity_.emplace(capacity.unit_id(), capacity.responsible());
      for (const CalendarPeriod& one : quarters_) {
        if (HoldsFor(capacity, one.Text())) At(capacity.unit_id(), capacity.responsible(), one.Text()).set_capacity_hours(capacity.hours_per_quarter());
      }
    }
  }

  void Add(const PlacedAction& placed) {
    for (const CalendarPeriod& quarter : quarters_) {
      if (TakesHoursIn(*placed.action, quarter, span_.today)) AddIn(quarter.Text(), placed);
    }
  }

  std::vector<Load> Take() {
    std::vector<Load> loads;
    for (auto& [key, load] : loads_) {
      load.set_is_over(load.has_capacity_hours() && load.committed_hours() + load.proposed_hours() > load.capacity_hours());
      loads.push_back(std::move(load));
    }
    return loads;
  }

 private:
  void AddIn(const std::string& period, const PlacedAction& placed) {
    const std::string& unit_id = placed.unit_id();
    const std::string& responsible = placed.action->responsible();
    std::vector<std::string> chain = units_.Ancestors(unit_id);
    chain.insert(chain.begin(), unit_id);
    for (const std::string& unit : chain) {
      AddTo(At(unit, "", period), placed);
      if (!responsible.empty() && (unit == unit_id || with_capacity_.contains({unit, responsible}))) AddTo(At(unit, responsible, period), placed);
    }
  }

  static void AddTo(Load& load, const PlacedAction& placed) {
    const Action& action = *placed.action;
    if (!action.has_effort_hours_per_quarter()) {
      load.set_unestimated_actions(load.unestimated_actions() + 1);
    } else if (placed.is_committed) {
      load.set_committed_hours(load.committed_hours() + action.effort_hours_per_quarter());
    } else {
      load.set_proposed_hours(load.proposed_hours() + action.effort_hours_per_quarter());
    }
  }

  Load& At(const std::string& unit_id, const std::string& responsible, const std::string& period) {
    Load& load = loads_[{unit_id, responsible, period}];
    load.set_unit_id(unit_id);
    load.set_responsible(responsible);
    load.set_period(period);
    return load;
  }

  const model::UnitTree& units_;
  const LoadSpan& span_;
  std::vector<CalendarPeriod> quarters_;
  std::set<std::pair<std::string, std::string>> with_capacity_;
  std::map<std::tuple<std::string, std::string, std::string>, Load> loads_;
};

}  // namespace

std::vector<PlacedAction> OpenActions(const std::vector<A3>& sheets) {
  std::map<Place, Place> origins;
  for (const A3& sheet : sheets) {
    for (const Action& action : sheet.actions()) {
      if (!action.origin_a3_id().empty()) origins[{sheet.a3_id(), action.action_id()}] = {action.origin_a3_id(), action.origin_action_id()};
    }
  }
  struct Counted {
    PlacedAction placed;
    int taken_up = 0;
  };
  std::map<Place, Counted> by_origin;
  for (const A3& sheet : sheets) {
    if (!IsUnderWay(sheet)) continue;
    for (const Action& action : sheet.actions()) {
      const auto [origin, taken_up] = OriginOf(sheet, action, origins);
      const Counted one{{&sheet, &action, IsCommitted(sheet, action)}, taken_up};
      const auto [there, is_new] = by_origin.try_emplace(origin, one);
      const auto rank = [](const Counted& counted) { return std::pair(counted.placed.is_committed, counted.taken_up); };
      if (!is_new && rank(one) > rank(there->second)) there->second = one;
    }
  }
  std::vector<PlacedAction> placed;
  for (const auto& [origin, counted] : by_origin) {
    if (IsOpen(*counted.placed.action)) placed.push_back(counted.placed);
  }
  return placed;
}

CalendarPeriod QuarterOf(const std::string& day) {
  return CalendarPeriod::Around(*CalendarPeriod::Parse(day.substr(0, 7)), model::v1::PERIOD_QUARTER);
}

LoadSpan SpanFrom(const std::string& today, int quarters) { return {QuarterOf(today), quarters, today}; }

bool TakesHoursIn(const Action& action, const CalendarPeriod& quarter, const std::string& today) {
  const CalendarPeriod now = QuarterOf(today);
  if (quarter < now) return false;
  if (action.due_date().empty()) return true;
  return action.due_date() < today ? quarter == now : quarter <= QuarterOf(action.due_date());
}

std::vector<Load> ComputeLoads(const std::vector<PlacedAction>& actions, const std::vector<Capacity>& capacities, const model::UnitTree& units, const LoadSpan& span) {
  LoadTable table(capacities, units, span);
  for (const PlacedAction& action : actions) table.Add(action);
  return table.Take();
}

std::vector<api::v1::Pitfall> FindOverloads(const A3& sheet, const std::vector<Load>& loads, const model::UnitTree& units) {
  std::set<std::string> concerned_units, responsibles;
  for (const Action& action : sheet.actions()) {
    if (!IsOpen(action)) continue;
    const std::string& unit_id = action.unit_id().empty() ? sheet.unit_id() : action.unit_id();
    concerned_units.insert(unit_id);
    for (const std::string& above : units.Ancestors(unit_id)) concerned_units.insert(above);
    responsibles.insert(action.responsible());
  }
  std::set<std::pair<std::string, std::string>> told;
  std::vector<api::v1::Pitfall> pitfalls;
  for (const Load& load : loads) {
    const bool is_concerned = concerned_units.contains(load.unit_id()) && (load.responsible().empty() || responsibles.contains(load.responsible()));
    if (!load.is_over() || !is_concerned || !told.emplace(load.unit_id(), load.responsible()).second) continue;
    const auto* unit = units.Find(load.unit_id());
    const std::string unit_name = unit == nullptr ? load.unit_id() : unit->name();
    const std::string who = load.responsible().empty() ? unit_name : load.responsible() + " (" + unit_name + ")";
    const std::string work = std::to_string(load.committed_hours() + load.proposed_hours()), capacity = std::to_string(load.capacity_hours());
    auto& pitfall = pitfalls.emplace_back();
    pitfall.set_code("more_work_than_capacity");
    pitfall.set_subject_id(load.unit_id());
    pitfall.set_text("«" + who + "» har tiltak for " + work + " timer i " + load.period() + ", og kapasitet til " + capacity);
    pitfall.set_text_nn("«" + who + "» har tiltak for " + work + " timar i " + load.period() + ", og kapasitet til " + capacity);
    pitfall.set_text_en("“" + who + "” has actions of " + work + " hours in " + load.period() + ", and capacity for " + capacity);
  }
  return pitfalls;
}

Result<api::v1::ListLoadResponse> ListLoad(store::TenantStore& store, const api::v1::ListLoadRequest& request, int64_t now_us) {
  if (request.quarters() < 0 || request.quarters() > kMostQuarters) {
    return InvalidArgument("load: it is asked of " + std::to_string(request.quarters()) + " quarters").WithReason("quarters_invalid").WithSetting("quarters")
        .WithRemedy("ask for 1 to " + std::to_string(kMostQuarters)).WithClass(ErrorClass::kConfiguration);
  }
  LoadSpan span = SpanFrom(model::LocalDay(now_us), request.quarters() == 0 ? kQuarters : request.quarters());
  if (!request.from_period().empty()) {
    const auto first = CalendarPeriod::Parse(request.from_period());
    if (!first.ok() || first->length() != model::v1::PERIOD_QUARTER) {
      return InvalidArgument("load: '" + request.from_period() + "' is no quarter").WithReason("quarter_invalid").WithSetting("from_period")
          .WithRemedy("write 2026-Q1").WithClass(ErrorClass::kConfiguration);
    }
    span.first = *first;
  }
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  if (!request.unit_id().empty() && units.Find(request.unit_id()) == nullptr) {
    return NotFound("unit '" + request.unit_id() + "': there is none").WithReason("unit_not_found").WithSetting("unit_id").WithClass(ErrorClass::kConfiguration);
  }
  HELHET_ASSIGN_OR_RETURN(const auto sheets, LoadSheets(store));
  HELHET_ASSIGN_OR_RETURN(const auto capacities, configuration::LoadAll<Capacity>(store));
  api::v1::ListLoadResponse response;
  for (Load& load : ComputeLoads(OpenActions(sheets), capacities, units, span)) {
    if (request.unit_id().empty() || load.unit_id() == request.unit_id()) *response.add_loads() = std::move(load);
  }
  return response;
}

}  // namespace helhet::a3
