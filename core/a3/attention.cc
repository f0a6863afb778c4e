#include "core/a3/attention.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/a3/process.h"
#include "core/a3/remedies.h"
#include "core/a3/sharing.h"
#include "core/a3/sheet.h"
#include "core/a3/year.h"
#include "core/measure/period.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using api::v1::AttentionItem;
using api::v1::GetA3Response;

// Whom something is for, and where it belongs.
struct Addressee {
  std::string owner;
  std::string unit_id;
  std::string due_date;
};

Addressee AddresseeOf(const GetA3Response& sheet, const api::v1::Pitfall& pitfall) {
  const auto& a3 = sheet.a3();
  Addressee addressee{a3.owner(), a3.unit_id(), ""};
  const auto is_of = [&](std::string_view kind) { return pitfall.code().starts_with(kind); };
  const bool of_action = is_of("action_"), of_benefit = is_of("benefit_") || is_of("budget_") || is_of("effect_");
  for (const auto& action : a3.actions()) {
    if (!of_action || action.action_id() != pitfall.subject_id()) continue;
    if (!action.responsible().empty()) addressee.owner = action.responsible();
    if (!action.unit_id().empty()) addressee.unit_id = action.unit_id();
    if (pitfall.code() == "action_past_due") addressee.due_date = action.due_date();
  }
  for (const auto& benefit : sheet.benefits()) {
    if (of_benefit && benefit.benefit_id() == pitfall.subject_id() && !benefit.responsible().empty()) addressee.owner = benefit.responsible();
  }
  if (pitfall.code() == "more_work_than_capacity") addressee.unit_id = pitfall.subject_id();
  return addressee;
}

AttentionItem ItemOf(const model::v1::A3& sheet, const Addressee& addressee, const api::v1::Pitfall& pitfall) {
  AttentionItem item;
  item.set_owner(addressee.owner);
  item.set_a3_id(sheet.a3_id());
  item.set_a3_title(sheet.title());
  item.set_code(pitfall.code());
  item.set_subject_id(pitfall.subject_id());
  item.set_due_date(addressee.due_date);
  item.set_text(pitfall.text());
  item.set_text_nn(pitfall.text_nn());
  item.set_text_en(pitfall.text_en());
  const Remedy& remedy = RemedyFor(pitfall.code());
  item.set_remedy(std::string(remedy.nb));
  item.set_remedy_nn(std::string(remedy.nn));
  item.set_remedy_en(std::string(remedy.en));
  return item;
}

// Quarters of the plan year that are over and have not been followed up; of organisation A3s, which are closed on them.
Result<std::vector<AttentionItem>> FollowUpsDue(store::TenantStore& store, const model::v1::A3& sheet, const std::string& today) {
  std::vector<AttentionItem> items;
  if (sheet.state() != model::v1::A3_STATE_IN_FOLLOW_UP || !sheet.parent_id().empty() || sheet.plan_year() == 0) return items;
  HELHET_ASSIGN_OR_RETURN(const auto steps, StepsOf(store, sheet.a3_id()));
  for (const char* number : {"1", "2", "3", "4"}) {
    const std::string period = std::to_string(sheet.plan_year()) + "-Q" + number;
    const auto quarter = measure::CalendarPeriod::Parse(period);
    if (!quarter.ok()) continue;  // a plan year that is none has no quarters
    const bool is_done = std::any_of(steps.begin(), steps.end(), [&](const auto& step) { return step.period() == period; });
    if (is_done || quarter->LastDay() >= today) continue;
    api::v1::Pitfall due;
    due.set_code("follow_up_due");
    due.set_subject_id(period);
    due.set_text("Arket er ikke fulgt opp for " + period);
    due.set_text_nn("Arket er ikkje følgt opp for " + period);
    due.set_text_en("The sheet has not been followed up for " + period);
    items.push_back(ItemOf(sheet, {sheet.owner(), sheet.unit_id(), quarter->LastDay()}, due));
  }
  return items;
}

}  // namespace

Result<api::v1::ListAttentionResponse> ListAttention(store::TenantStore& store, const security::Identity& caller, const api::v1::ListAttentionRequest& request,
                                                     int64_t now_us, const std::function<Status()>& still_wanted) {
  HELHET_ASSIGN_OR_RETURN(const SheetContext context, LoadContext(store, now_us));
  std::set<std::string> within;
  if (!request.unit_id().empty()) {
    if (context.units.Find(request.unit_id()) == nullptr) {
      return NotFound("unit '" + request.unit_id() + "': there is none").WithReason("unit_not_found").WithSetting("unit_id").WithClass(ErrorClass::kConfiguration);
    }
    for (std::string& unit : context.units.Within(request.unit_id(), model::Organisation::kAsItWas)) within.insert(std::move(unit));
  }
  std::vector<AttentionItem> items;
  // More work than capacity is a unit's, whichever sheet it is seen from.
  std::set<std::string> overloads;
  const auto add = [&](const std::string& unit_id, AttentionItem item) {
    if (!request.owner().empty() && item.owner() != request.owner()) return;
    if (!within.empty() && !within.contains(unit_id)) return;
    if (item.code() == "more_work_than_capacity" && !overloads.insert(item.owner() + "\n" + item.text()).second) return;
    items.push_back(std::move(item));
  };
  HELHET_ASSIGN_OR_RETURN(const auto sheets, LoadSheets(store));
  for (const model::v1::A3& sheet : sheets) {
    if (!IsUnderWay(sheet) || !MaySee(caller, sheet)) continue;
    HELHET_RETURN_IF_ERROR(still_wanted());
    HELHET_ASSIGN_OR_RETURN(const auto loaded, FillSheet(store, context, sheet, now_us));
    for (const auto& pitfall : loaded.pitfalls()) {
      const Addressee addressee = AddresseeOf(loaded, pitfall);
      add(addressee.unit_id, ItemOf(loaded.a3(), addressee, pitfall));
    }
    HELHET_ASSIGN_OR_RETURN(auto due, FollowUpsDue(store, sheet, model::LocalDay(now_us)));
    for (AttentionItem& item : due) add(sheet.unit_id(), std::move(item));
  }
  std::stable_sort(items.begin(), items.end(), [](const AttentionItem& one, const AttentionItem& other) {
    return std::tie(one.owner(), one.a3_id()) < std::tie(other.owner(), other.a3_id());
  });
  api::v1::ListAttentionResponse response;
  for (AttentionItem& item : items) *response.add_items() = std::move(item);
  return response;
}

}  // namespace helhet::a3
