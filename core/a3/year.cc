#include "core/a3/year.h"

#include <algorithm>

#include "core/a3/filing.h"
#include "core/a3/sheet.h"
#include "core/configuration/documents.h"
#include "core/configuration/held_resources.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using model::v1::A3Step;
using store::TenantStore;

Result<std::vector<A3>> DeepDivesOf(TenantStore& store, const std::string& a3_id) {
  HELHET_ASSIGN_OR_RETURN(auto sheets, configuration::LoadAll<A3>(store));
  std::erase_if(sheets, [&](const A3& sheet) { return sheet.parent_id() != a3_id; });
  return sheets;
}

// Writes the step with its number, day and name.
Status RecordStep(TenantStore& store, const std::string& a3_id, const Act& act, A3Step& step) {
  HELHET_ASSIGN_OR_RETURN(const store::Row taken, store.QueryOne("SELECT COUNT(*) FROM a3_step WHERE municipality_id = $1 AND a3_id = $2", {a3_id}));
  step.set_step_number(static_cast<int32_t>(store::AsInteger(taken[0])) + 1);
  step.set_recorded_date(model::LocalDay(act.now_us));
  step.set_recorded_by(act.caller.title);
  return store.Execute("INSERT INTO a3_step (municipality_id, a3_id, step_number, body) VALUES ($1, $2, $3, $4)",
                       {a3_id, int64_t{step.step_number()}, configuration::ToJson(step)}).status();
}

bool IsDecided(model::v1::A3State state) { return state == model::v1::A3_STATE_ADOPTED || state == model::v1::A3_STATE_NOT_ADOPTED; }

// The sheet where it stands after the step.
Result<A3> Move(TenantStore& store, A3 sheet, const StepRequest& request, const Act& act, A3Step& step) {
  step.set_edition(sheet.edition());
  step.set_from_state(StateOf(sheet));
  step.set_to_state(request.state);
  if (request.decision.ByteSizeLong() > 0) *step.mutable_decision() = request.decision;
  if (IsDecided(request.state)) *sheet.add_decisions() = request.decision;
  step.set_note(request.note);
  HELHET_RETURN_IF_ERROR(RecordStep(store, sheet.a3_id(), act, step));
  sheet.set_state(request.state);
  return SaveSheet(store, sheet, act.now_us);
}

// What was adopted is what actuals are held against from now on.
Status LockPlans(TenantStore& store, const std::string& a3_id, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto benefits, configuration::LoadAll<model::v1::Benefit>(store));
  for (model::v1::Benefit benefit : benefits) {
    if (benefit.a3_id() != a3_id || benefit.plan_locked()) continue;
    benefit.set_plan_locked(true);
    benefit.clear_etag();
    HELHET_RETURN_IF_ERROR(configuration::SaveDocument(store, "benefit", benefit.benefit_id(), configuration::ToJson(benefit), "", now_us).status());
  }
  return OkStatus();
}

// The deep dives that came back to the sheet, as they stand after its step: what is decided on it is decided on them.
Result<std::vector<A3>> TakeAlong(TenantStore& store, const std::vector<A3>& deep_dives, const StepRequest& request, const Act& act) {
  std::vector<A3> taken;
  for (const A3& deep_dive : deep_dives) {
    if (deep_dive.state() != model::v1::A3_STATE_SUBMITTED) continue;
    HELHET_ASSIGN_OR_RETURN(A3 sheet, LoadNewest(store, deep_dive.a3_id()));
    if (IsDecided(request.state)) {
      A3Step step;
      HELHET_ASSIGN_OR_RETURN(sheet, Move(store, sheet, request, act, step));
      if (request.state == model::v1::A3_STATE_ADOPTED) HELHET_RETURN_IF_ERROR(LockPlans(store, sheet.a3_id(), act.now_us));
    }
    taken.push_back(std::move(sheet));
  }
  return taken;
}

// A sheet that went to political treatment, or was decided on.
Status FinishTreatment(TenantStore& store, const std::vector<A3>& deep_dives, const StepRequest& request, const Act& act, api::v1::MoveA3Response& response) {
  HELHET_ASSIGN_OR_RETURN(const auto taken, TakeAlong(store, deep_dives, request, act));
  for (const A3& sheet : taken) {
    if (IsDecided(request.state)) response.add_moved_a3_ids(sheet.a3_id());
  }
  return FileEditions(store, response.a3(), taken, request.decision, act.now_us);
}

Status AlreadyThere(const std::string& a3_id) {
  return AlreadyExists("a3 '" + a3_id + "': there is one already").WithReason("a3_exists").WithSetting("a3_id").WithRemedy("choose another identifier")
      .WithClass(ErrorClass::kConfiguration);
}

Status NotNow(const std::string& what, const std::string& remedy, const std::string& reason) {
  return Status(StatusCode::kFailedPrecondition, what).WithReason(reason).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

// A sheet that is new to the hub.
Result<A3> SaveNew(TenantStore& store, const A3& sheet, int64_t now_us) {
  const auto there = configuration::LoadDocument(store, "a3", sheet.a3_id());
  if (there.ok()) return AlreadyThere(sheet.a3_id());
  if (there.status().code() != StatusCode::kNotFound) return there.status();
  return SaveSheet(store, sheet, now_us);
}

// Runs `work` as one change, of which others see all or nothing.
template <typename Response, typename Work>
Result<Response> Change(TenantStore& store, Work work) {
  Response response;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    response.Clear();
    HELHET_RETURN_IF_ERROR(configuration::LockConfiguration(store));
    return work(response);
  }));
  return response;
}

bool IsQuarterOf(int year, const std::string& period) {
  return period.size() == 7 && period.starts_with(std::to_string(year) + "-Q") && period[6] >= '1' && period[6] <= '4';
}

}  // namespace

Result<api::v1::MoveA3Response> MoveA3(TenantStore& store, const api::v1::MoveA3Request& request, const Act& act) {
  return Change<api::v1::MoveA3Response>(store, [&](api::v1::MoveA3Response& response) -> Status {
    HELHET_ASSIGN_OR_RETURN(A3 sheet, LoadNewest(store, request.a3_id()));
    HELHET_RETURN_IF_ERROR(CheckEtag(sheet, request.etag()));
    HELHET_ASSIGN_OR_RETURN(const auto deep_dives, DeepDivesOf(store, sheet.a3_id()));
    HELHET_ASSIGN_OR_RETURN(const auto steps, StepsOf(store, sheet.a3_id()));
    const StepRequest step{request.state(), request.decision(), request.note()};
    const Standing standing{sheet, deep_dives, steps};
    HELHET_RETURN_IF_ERROR(CheckStep(standing, step, act.caller.role));
    // Not where a sheet is only sent back: what its owner has taken off it stays off.
    if (step.state == model::v1::A3_STATE_REVISED && sheet.state() != model::v1::A3_STATE_SUBMITTED) {
      for (auto& action : ActionsToTakeUp(standing)) *sheet.add_actions() = std::move(action);
    }
    HELHET_ASSIGN_OR_RETURN(*response.mutable_a3(), Move(store, sheet, step, act, *response.mutable_step()));
    if (step.state == model::v1::A3_STATE_ADOPTED) HELHET_RETURN_IF_ERROR(LockPlans(store, sheet.a3_id(), act.now_us));
    // A deep dive that is submitted is back on its sheet: it goes to treatment with that.
    const bool is_treated = IsDecided(step.state) || (step.state == model::v1::A3_STATE_SUBMITTED && sheet.parent_id().empty());
    return is_treated ? FinishTreatment(store, deep_dives, step, act, response) : OkStatus();
  });
}

Result<api::v1::StartDeepDiveResponse> StartDeepDive(TenantStore& store, const api::v1::StartDeepDiveRequest& request, const Act& act) {
  return Change<api::v1::StartDeepDiveResponse>(store, [&](api::v1::StartDeepDiveResponse& response) -> Status {
    HELHET_ASSIGN_OR_RETURN(A3 sheet, LoadNewest(store, request.a3_id()));
    const std::string name = "a3 '" + sheet.a3_id() + "'";
    if (sheet.state() != model::v1::A3_STATE_IN_INVESTIGATION) {
      return NotNow(name + ": it is " + StateName(StateOf(sheet)) + ", and deep dives are started while it is in_investigation", "move it there first", "not_in_investigation");
    }
    const auto action = std::find_if(sheet.mutable_actions()->begin(), sheet.mutable_actions()->end(), [&](const auto& one) { return one.action_id() == request.action_id(); });
    if (action == sheet.mutable_actions()->end() || action->kind() != model::v1::ACTION_KIND_INVESTIGATION) {
      return NotNow(name + ": it has no investigation action '" + request.action_id() + "'", "name one of the sheet's", "no_such_action");
    }
    if (!action->deep_dive_id().empty()) {
      return NotNow(name + ": '" + request.action_id() + "' is the deep dive '" + action->deep_dive_id() + "' already", "go on with that", "deep_dive_exists");
    }
    A3 deep_dive;
    deep_dive.set_a3_id(request.deep_dive_id());
    deep_dive.set_template_id(request.template_id().empty() ? "dypdykk" : request.template_id());
    deep_dive.set_title(request.title().empty() ? action->text() : request.title());
    deep_dive.set_owner(request.owner().empty() ? action->responsible() : request.owner());
    deep_dive.set_date(model::LocalDay(act.now_us));
    deep_dive.set_unit_id(sheet.unit_id());
    deep_dive.set_parent_id(sheet.a3_id());
    deep_dive.set_plan_year(sheet.plan_year());
    deep_dive.set_state(model::v1::A3_STATE_DRAFT);
    HELHET_ASSIGN_OR_RETURN(*response.mutable_a3(), SaveNew(store, deep_dive, act.now_us));
    action->set_deep_dive_id(deep_dive.a3_id());
    action->set_status(model::v1::ACTION_STATUS_IN_PROGRESS);
    return SaveSheet(store, sheet, act.now_us).status();
  });
}

Result<api::v1::RecordFollowUpResponse> RecordFollowUp(TenantStore& store, const api::v1::RecordFollowUpRequest& request, const Act& act) {
  return Change<api::v1::RecordFollowUpResponse>(store, [&](api::v1::RecordFollowUpResponse& response) -> Status {
    HELHET_ASSIGN_OR_RETURN(const A3 sheet, LoadNewest(store, request.a3_id()));
    const std::string name = "a3 '" + sheet.a3_id() + "'";
    if (sheet.state() != model::v1::A3_STATE_IN_FOLLOW_UP) {
      return NotNow(name + ": it is " + StateName(StateOf(sheet)) + ", and is followed up while it is in_follow_up", "move it there first", "not_in_follow_up");
    }
    if (sheet.plan_year() == 0) return NotNow(name + ": it states no plan year", "state plan_year, the first year of the budget and economic plan", "plan_year_missing");
    if (!IsQuarterOf(sheet.plan_year(), request.period())) {
      return InvalidArgument(name + ": '" + request.period() + "' is no quarter of " + std::to_string(sheet.plan_year())).WithReason("quarter_invalid").WithSetting("period")
          .WithRemedy("write " + std::to_string(sheet.plan_year()) + "-Q1").WithClass(ErrorClass::kConfiguration);
    }
    HELHET_ASSIGN_OR_RETURN(const auto steps, StepsOf(store, sheet.a3_id()));
    if (std::any_of(steps.begin(), steps.end(), [&](const A3Step& step) { return step.period() == request.period(); })) {
      return AlreadyExists(name + ": " + request.period() + " has been followed up").WithReason("followed_up").WithSetting("period")
          .WithRemedy("record what is new in the next quarter").WithClass(ErrorClass::kConfiguration);
    }
    A3Step& step = *response.mutable_step();
    step.set_edition(sheet.edition());
    step.set_from_state(sheet.state());
    step.set_to_state(sheet.state());
    step.set_period(request.period());
    step.set_note(request.note());
    return RecordStep(store, sheet.a3_id(), act, step);
  });
}

Result<api::v1::StartNextCycleResponse> StartNextCycle(TenantStore& store, const api::v1::StartNextCycleRequest& request, const Act& act) {
  return Change<api::v1::StartNextCycleResponse>(store, [&](api::v1::StartNextCycleResponse& response) -> Status {
    HELHET_ASSIGN_OR_RETURN(const A3 sheet, LoadNewest(store, request.a3_id()));
    const std::string name = "a3 '" + sheet.a3_id() + "'";
    if (sheet.state() != model::v1::A3_STATE_ADOPTED && sheet.state() != model::v1::A3_STATE_IN_FOLLOW_UP && sheet.state() != model::v1::A3_STATE_CLOSED) {
      return NotNow(name + ": it is " + StateName(StateOf(sheet)) + ", and the next year goes on from what was adopted", "let it be decided on first", "not_adopted");
    }
    if (!sheet.parent_id().empty()) {
      return NotNow(name + ": it is a deep dive, and a year goes on from the organisation A3", "name '" + sheet.parent_id() + "'", "is_deep_dive");
    }
    HELHET_ASSIGN_OR_RETURN(const auto sheets, configuration::LoadAll<A3>(store));
    for (const A3& other : sheets) {
      if (other.previous_id() == sheet.a3_id()) return AlreadyExists(name + ": '" + other.a3_id() + "' goes on from it").WithReason("next_exists").WithRemedy("go on with that").WithClass(ErrorClass::kConfiguration);
    }
    A3 next = sheet;
    next.set_a3_id(request.next_id());
    next.set_previous_id(sheet.a3_id());
    next.set_state(model::v1::A3_STATE_DRAFT);
    next.set_date(model::LocalDay(act.now_us));
    next.set_plan_year(sheet.plan_year() == 0 ? 0 : sheet.plan_year() + 1);
    next.clear_decisions();
    // A new draft is its authors' until they share it.
    next.clear_shared_with();
    next.clear_unfinished();
    next.clear_actions();
    for (model::v1::Action action : sheet.actions()) {
      if (!IsOpen(action) || action.kind() == model::v1::ACTION_KIND_INVESTIGATION) continue;
      action.set_origin_a3_id(sheet.a3_id());
      action.set_origin_action_id(action.action_id());
      *next.add_actions() = std::move(action);
    }
    HELHET_ASSIGN_OR_RETURN(*response.mutable_a3(), SaveNew(store, next, act.now_us));
    return OkStatus();
  });
}

Result<std::vector<A3Step>> StepsOf(TenantStore& store, const std::string& a3_id) {
  std::vector<A3Step> steps;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT body FROM a3_step WHERE municipality_id = $1 AND a3_id = $2 ORDER BY step_number", {a3_id},
                                     [&](const store::Row& row) -> Status {
                                       A3Step step;
                                       HELHET_RETURN_IF_ERROR(configuration::FromJson(store::AsText(row[0]), step));
                                       steps.push_back(std::move(step));
                                       return OkStatus();
                                     }));
  return steps;
}

Result<api::v1::ListA3StepsResponse> ListSteps(TenantStore& store, const security::Identity& caller, const std::string& a3_id) {
  HELHET_RETURN_IF_ERROR(LoadVisible(store, caller, a3_id).status());
  api::v1::ListA3StepsResponse response;
  HELHET_ASSIGN_OR_RETURN(auto steps, StepsOf(store, a3_id));
  for (A3Step& step : steps) *response.add_steps() = std::move(step);
  return response;
}

}  // namespace helhet::a3
