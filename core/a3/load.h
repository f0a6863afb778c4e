// Work beside capacity: what open actions take of units and of those who are responsible, quarter by quarter.
#pragma once

#include <string>
#include <vector>

#include "core/measure/period.h"
#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/api/v1/report_service.pb.h"
#include "helhet/model/v1/capacity.pb.h"

namespace helhet::a3 {

// Quarters of one question, and when nobody says.
inline constexpr int kMostQuarters = 16;
inline constexpr int kQuarters = 4;

// An open action where it counts. The pointers are into the sheets that it was found in.
struct PlacedAction {
  const model::v1::A3* sheet = nullptr;
  const model::v1::Action* action = nullptr;
  bool is_committed = false;

  // Whose capacity it takes of.
  const std::string& unit_id() const { return action->unit_id().empty() ? sheet->unit_id() : action->unit_id(); }
};

// The open actions of all of a municipality's sheets, those that are under way, each once: one that stands on a deep dive, on the sheet that took it up and on next year's counts
// where it is committed, else where it was taken up last. Committed are investigations of sheets in investigation, and
// the actions of sheets that are adopted or in follow-up.
std::vector<PlacedAction> OpenActions(const std::vector<model::v1::A3>& sheets);

// The quarters that are asked about, seen from a day.
struct LoadSpan {
  measure::CalendarPeriod first;
  int quarters = kQuarters;
  std::string today;  // YYYY-MM-DD
};
// From the quarter under way.
LoadSpan SpanFrom(const std::string& today, int quarters);
// The quarter of a day that exists.
measure::CalendarPeriod QuarterOf(const std::string& day);

// Whether an open action takes its hours in a quarter: from the one under way until that of its due date; overdue, in the one
// under way; without a due date, in all from then on.
bool TakesHoursIn(const model::v1::Action& action, const measure::CalendarPeriod& quarter, const std::string& today);

// By unit, responsible and quarter; see api::v1::Load. A responsible counts in the action's own unit, and in those above
// it that state a capacity for them.
std::vector<api::v1::Load> ComputeLoads(const std::vector<PlacedAction>& actions, const std::vector<model::v1::Capacity>& capacities,
                                        const model::UnitTree& units, const LoadSpan& span);

// What a sheet's open actions have a part in: units and responsibles with more work than capacity in some of the next quarters. One
// pitfall for each, `more_work_than_capacity`, of the first such quarter.
std::vector<api::v1::Pitfall> FindOverloads(const model::v1::A3& sheet, const std::vector<api::v1::Load>& loads, const model::UnitTree& units);

// INVALID_ARGUMENT for what is no quarter, and for more than kMostQuarters.
Result<api::v1::ListLoadResponse> ListLoad(store::TenantStore& store, const api::v1::ListLoadRequest& request, int64_t now_us);

}  // namespace helhet::a3
