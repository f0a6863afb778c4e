#include "core/benefit/plan.h"

#include <algorithm>

#include "core/configuration/documents.h"

namespace helhet::benefit {
namespace {

using measure::CalendarPeriod;
using model::v1::A3;
using model::v1::Action;
using model::v1::Benefit;
using store::TenantStore;

// The sheet as it stood when the benefit's plan was locked; none when it was not locked, or there was no sheet then.
Result<std::optional<A3>> SheetWhenLocked(TenantStore& store, const Benefit& benefit) {
  std::optional<int64_t> locked_us;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT body, updated_us FROM document_edition WHERE municipality_id = $1 AND kind = 'benefit' AND document_id = $2 ORDER BY version",
                                     {benefit.benefit_id()}, [&](const store::Row& row) -> Status {
                                       if (locked_us) return OkStatus();
                                       Benefit edition;
                                       HELHET_RETURN_IF_ERROR(configuration::FromJson(store::AsText(row[0]), edition));
                                       if (edition.plan_locked()) locked_us = store::AsInteger(row[1]);
                                       return OkStatus();
                                     }));
  if (!locked_us) return std::optional<A3>();
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT body FROM document_edition WHERE municipality_id = $1 AND kind = 'a3' AND document_id = $2 AND updated_us <= $3 ORDER BY version DESC LIMIT 1",
      {benefit.a3_id(), *locked_us}));
  if (row.empty()) return std::optional<A3>();
  A3 sheet;
  HELHET_RETURN_IF_ERROR(configuration::FromJson(store::AsText(row[0]), sheet));
  return std::optional<A3>(std::move(sheet));
}

const Action* FindAction(const A3& sheet, const std::string& action_id) {
  for (const Action& action : sheet.actions()) {
    if (action.action_id() == action_id) return &action;
  }
  return nullptr;
}

// An open action that is past its due date is due today at the earliest.
std::string DueNow(const Action& action, const std::string& today) {
  return action.status() == model::v1::ACTION_STATUS_DONE ? action.due_date() : std::max(action.due_date(), today);
}

// How many periods of a length lie from one day's to another's; none when either is no day.
std::optional<int> PeriodsBetween(const std::string& from_day, const std::string& to_day, model::v1::Period length) {
  const auto from = CalendarPeriod::Parse(from_day.substr(0, 7)), to = CalendarPeriod::Parse(to_day.substr(0, 7));
  if (!from.ok() || !to.ok()) return std::nullopt;
  int count = 0;
  for (auto at = CalendarPeriod::Around(*from, length); at < CalendarPeriod::Around(*to, length); at = at.Next()) ++count;
  return count;
}

void MoveBy(const Action& then, const Action& now, const std::string& today, PlannedPeriod& planned) {
  api::v1::PlanMove move;
  move.set_period(planned.period.Text());
  move.set_milestone_action_id(now.action_id());
  move.set_locked_due_date(then.due_date());
  if (now.status() == model::v1::ACTION_STATUS_STOPPED) {
    move.set_is_stopped(true);
    planned.now_in.reset();
    planned.move = move;
    return;
  }
  if (then.due_date().empty() || now.due_date().empty()) return;
  move.set_due_date(DueNow(now, today));
  const auto late = PeriodsBetween(then.due_date(), move.due_date(), planned.period.length());
  if (!late || *late == 0) return;
  for (int i = 0; i < *late; ++i) planned.now_in = planned.now_in->Next();
  move.set_periods_late(*late);
  move.set_moved_to_period(planned.now_in->Text());
  planned.move = move;
}

}  // namespace

Result<Plan> Plan::Load(TenantStore& store, const Benefit& benefit, const std::string& today) {
  Plan plan;
  bool waits = false;
  for (const auto& stated : benefit.plan()) {
    const auto period = CalendarPeriod::Parse(stated.period());
    if (period.ok()) plan.periods_.push_back({*period, *period, stated, std::nullopt});
    waits = waits || !stated.milestone_action_id().empty();
  }
  std::sort(plan.periods_.begin(), plan.periods_.end(), [](const auto& one, const auto& other) { return one.period < other.period; });
  if (!waits || !benefit.plan_locked()) return plan;
  HELHET_ASSIGN_OR_RETURN(const auto then, SheetWhenLocked(store, benefit));
  const auto now = configuration::Load<A3>(store, benefit.a3_id());
  if (!then || now.status().code() == StatusCode::kNotFound) return plan;
  if (!now.ok()) return now.status();
  for (PlannedPeriod& planned : plan.periods_) {
    const std::string& id = planned.stated.milestone_action_id();
    const Action *before = FindAction(*then, id), *after = FindAction(*now, id);
    if (before != nullptr && after != nullptr) MoveBy(*before, *after, today, planned);
  }
  return plan;
}

const PlannedPeriod* Plan::LockedAt(const CalendarPeriod& period) const {
  const auto found = std::find_if(periods_.begin(), periods_.end(), [&](const PlannedPeriod& one) { return one.period == period; });
  return found == periods_.end() ? nullptr : &*found;
}

const PlannedPeriod* Plan::NowAt(const CalendarPeriod& period) const {
  const PlannedPeriod* latest = nullptr;
  for (const PlannedPeriod& one : periods_) {
    if (one.now_in == period) latest = &one;
  }
  return latest;
}

const PlannedPeriod* Plan::NowAtOrBefore(const CalendarPeriod& period) const {
  const PlannedPeriod* latest = nullptr;
  for (const PlannedPeriod& one : periods_) {
    if (!one.now_in || one.period.length() != period.length() || *one.now_in > period) continue;
    if (latest == nullptr || *one.now_in >= *latest->now_in) latest = &one;
  }
  return latest;
}

model::v1::Period Plan::step() const {
  const auto shortest = std::min_element(periods_.begin(), periods_.end(), [](const PlannedPeriod& one, const PlannedPeriod& other) {
    return one.period.Months().size() < other.period.Months().size();
  });
  return shortest->period.length();
}

}  // namespace helhet::benefit
