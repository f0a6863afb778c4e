#include "core/a3/process.h"

#include <algorithm>
#include <span>

#include "core/configuration/field_diff.h"
#include "core/model/calendar.h"
#include "core/model/fact_schema.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using model::v1::A3State;
using model::v1::Action;
using security::Role;
using security::RoleSet;

constexpr RoleSet kLeaders = Role::kAdministrator | Role::kOwner;
constexpr RoleSet kDeciders = Role::kAdministrator | Role::kDecisionMaker;
constexpr RoleSet kSubmitters = kDeciders | Role::kOwner;

// What is missing for a step, gathered and told all at once.
class Missing {
 public:
  void Add(const std::string& field, const std::string& why, const std::string& remedy) {
    lines_ += (lines_.empty() ? "" : "\n") + field + ": " + why + "; " + remedy;
  }
  const std::string& lines() const { return lines_; }

 private:
  std::string lines_;
};

using Check = void (*)(const Standing&, Missing&);

void HasOwnerAndRationale(const Standing& standing, Missing& missing) {
  if (standing.sheet.owner().empty()) missing.Add("owner", "the sheet has none", "state who owns it");
  if (standing.sheet.rationale().empty()) missing.Add("rationale", "the box is empty", "say what the challenge is, and what it is worth to solve it");
}

// Actions of a kind: at least one, and each that is open with somebody who does it, by a day.
void HasActions(const Standing& standing, model::v1::ActionKind kind, const std::string& name, Missing& missing) {
  bool any = false;
  for (int i = 0; i < standing.sheet.actions_size(); ++i) {
    const Action& action = standing.sheet.actions(i);
    const bool is_investigation = action.kind() == model::v1::ACTION_KIND_INVESTIGATION;
    if (is_investigation != (kind == model::v1::ACTION_KIND_INVESTIGATION)) continue;
    any = true;
    if (!IsOpen(action)) continue;
    const std::string path = "actions[" + std::to_string(i) + "].";
    if (action.responsible().empty()) missing.Add(path + "responsible", "nobody does it", "name who is responsible for '" + action.action_id() + "'");
    if (action.due_date().empty()) missing.Add(path + "due_date", "it has none", "say when '" + action.action_id() + "' shall be done");
  }
  if (!any) missing.Add("actions", "there is no " + name, "add one");
}

void HasInvestigations(const Standing& standing, Missing& missing) {
  HasActions(standing, model::v1::ACTION_KIND_INVESTIGATION, "investigation action", missing);
}

void HasChangeActions(const Standing& standing, Missing& missing) {
  HasActions(standing, model::v1::ACTION_KIND_CHANGE, "change action", missing);
}

void HasRootCauses(const Standing& standing, Missing& missing) {
  if (standing.sheet.root_causes().empty()) missing.Add("root_causes", "there is none", "say what lies behind the challenge");
}

// Without them nobody could tell later whether it worked.
void HasMeasures(const Standing& standing, Missing& missing) {
  if (standing.sheet.measures().empty()) missing.Add("measures", "there is none", "name what tells whether the actions work");
  for (int i = 0; i < standing.sheet.measures_size(); ++i) {
    const auto& measure = standing.sheet.measures(i);
    const std::string path = "measures[" + std::to_string(i) + "].";
    if (measure.baseline().period().empty()) missing.Add(path + "baseline", "it has none", "state the period that '" + measure.measure_id() + "' is compared with");
    if (measure.targets().empty()) missing.Add(path + "targets", "it has none", "state what '" + measure.measure_id() + "' shall come to, and when");
  }
}

void HasPlanYear(const Standing& standing, Missing& missing) {
  if (standing.sheet.plan_year() == 0) missing.Add("plan_year", "it is not stated", "state the first year of the budget and economic plan");
}

// Each investigation is stopped, done, or a deep dive that is back.
void InvestigationsAreBack(const Standing& standing, Missing& missing) {
  for (int i = 0; i < standing.sheet.actions_size(); ++i) {
    const Action& action = standing.sheet.actions(i);
    if (action.kind() != model::v1::ACTION_KIND_INVESTIGATION || !IsOpen(action)) continue;
    const std::string path = "actions[" + std::to_string(i) + "]";
    const auto deep_dive = std::find_if(standing.deep_dives.begin(), standing.deep_dives.end(), [&](const A3& one) { return one.a3_id() == action.deep_dive_id(); });
    if (deep_dive == standing.deep_dives.end()) {
      missing.Add(path, "'" + action.action_id() + "' is open and has no deep dive", "start its deep dive, or set its status to done or stopped");
    } else if (StateOf(*deep_dive) == model::v1::A3_STATE_DRAFT) {
      missing.Add(path, "its deep dive '" + deep_dive->a3_id() + "' is a draft", "submit the deep dive, or set the action's status to stopped");
    }
  }
}

void QuartersAreFollowedUp(const Standing& standing, Missing& missing) {
  for (const char* quarter : {"-Q1", "-Q2", "-Q3", "-Q4"}) {
    const std::string period = std::to_string(standing.sheet.plan_year()) + quarter;
    if (std::any_of(standing.steps.begin(), standing.steps.end(), [&](const auto& step) { return step.period() == period; })) continue;
    missing.Add("follow-up", period + " has not been followed up", "record it");
  }
}

enum class Of { kAny, kOrganisation, kDeepDive };
// What a step records beside itself.
enum class Record { kNothing, kNote, kSubmission, kAdopted, kNotAdopted };

struct Step {
  A3State from, to;
  Of of;
  RoleSet roles;
  Record record;
  std::vector<Check> checks;
};

std::span<const Step> Steps() {
  using namespace model::v1;
  static const std::vector<Step> steps = {
      {A3_STATE_DRAFT, A3_STATE_IN_INVESTIGATION, Of::kOrganisation, kLeaders, Record::kNothing, {HasOwnerAndRationale, HasInvestigations}},
      {A3_STATE_IN_INVESTIGATION, A3_STATE_REVISED, Of::kOrganisation, kLeaders, Record::kNothing, {InvestigationsAreBack}},
      {A3_STATE_REVISED, A3_STATE_SUBMITTED, Of::kOrganisation, kSubmitters, Record::kSubmission, {HasOwnerAndRationale, HasChangeActions, HasMeasures, HasPlanYear}},
      {A3_STATE_SUBMITTED, A3_STATE_ADOPTED, Of::kOrganisation, kDeciders, Record::kAdopted, {}},
      {A3_STATE_SUBMITTED, A3_STATE_NOT_ADOPTED, Of::kOrganisation, kDeciders, Record::kNotAdopted, {}},
      {A3_STATE_SUBMITTED, A3_STATE_REVISED, Of::kOrganisation, kDeciders, Record::kNote, {}},
      {A3_STATE_NOT_ADOPTED, A3_STATE_REVISED, Of::kOrganisation, kLeaders, Record::kNote, {}},
      {A3_STATE_DRAFT, A3_STATE_SUBMITTED, Of::kDeepDive, kLeaders, Record::kNothing, {HasOwnerAndRationale, HasRootCauses, HasChangeActions, HasMeasures}},
      {A3_STATE_SUBMITTED, A3_STATE_DRAFT, Of::kDeepDive, kLeaders, Record::kNote, {}},
      {A3_STATE_NOT_ADOPTED, A3_STATE_DRAFT, Of::kDeepDive, kLeaders, Record::kNote, {}},
      {A3_STATE_ADOPTED, A3_STATE_IN_FOLLOW_UP, Of::kAny, kLeaders, Record::kNothing, {}},
      {A3_STATE_IN_FOLLOW_UP, A3_STATE_CLOSED, Of::kOrganisation, kLeaders, Record::kNothing, {QuartersAreFollowedUp}},
      {A3_STATE_IN_FOLLOW_UP, A3_STATE_CLOSED, Of::kDeepDive, kLeaders, Record::kNothing, {}},
  };
  return steps;
}

std::vector<const Step*> StepsFrom(const A3& sheet) {
  const Of of = sheet.parent_id().empty() ? Of::kOrganisation : Of::kDeepDive;
  std::vector<const Step*> steps;
  for (const Step& step : Steps()) {
    if (step.from == StateOf(sheet) && (step.of == Of::kAny || step.of == of)) steps.push_back(&step);
  }
  return steps;
}

Status CheckDecision(const model::v1::Decision& decision, const std::string& sheet, Record record) {
  const bool adopted = record == Record::kAdopted;
  Missing missing;
  if (!model::IsDate(decision.date())) missing.Add("decision.date", "'" + decision.date() + "' is no date", "write a day that exists as YYYY-MM-DD");
  if (decision.body().empty()) missing.Add("decision.body", "it is empty", "say who decides: kommunestyret");
  if (decision.case_number().empty()) missing.Add("decision.case_number", "it is empty", "state the case: PS 45/24");
  if (decision.text().empty() && record != Record::kSubmission) missing.Add("decision.text", "it is empty", "say what was decided");
  if (decision.adopted() != adopted) missing.Add("decision.adopted", "it says the opposite of the step", adopted ? "state true, or another step" : "leave it out, or take another step");
  if (missing.lines().empty()) return OkStatus();
  return InvalidArgument(sheet + ": the decision is not whole:\n" + missing.lines()).WithReason("decision_not_whole").WithSetting("decision")
      .WithRemedy("state what is missing").WithClass(ErrorClass::kConfiguration);
}

Status CheckRecord(const Step& step, const StepRequest& request, const std::string& sheet) {
  const bool has_decision = request.decision.ByteSizeLong() > 0;
  switch (step.record) {
    case Record::kSubmission:
    case Record::kNotAdopted:
    case Record::kAdopted: return CheckDecision(request.decision, sheet, step.record);
    case Record::kNote:
      if (request.note.empty()) {
        return InvalidArgument(sheet + ": a sheet goes back for a reason").WithReason("note_missing").WithSetting("note").WithRemedy("say why").WithClass(ErrorClass::kConfiguration);
      }
      [[fallthrough]];
    case Record::kNothing:
      if (!has_decision) return OkStatus();
      return InvalidArgument(sheet + ": this step rests on no decision").WithReason("decision_not_wanted").WithSetting("decision").WithRemedy("leave it out").WithClass(ErrorClass::kConfiguration);
  }
  return OkStatus();
}

bool IsCarriedOut(A3State state) { return state == model::v1::A3_STATE_ADOPTED || state == model::v1::A3_STATE_IN_FOLLOW_UP; }

// The sheet without what may change where it stands.
A3 WithoutWhatIsOpen(A3 sheet, A3State state) {
  sheet.clear_etag();
  sheet.clear_edition();
  if (IsCarriedOut(state)) {
    for (Action& action : *sheet.mutable_actions()) {
      action.clear_status();
      action.clear_responsible();
      action.clear_due_date();
      action.clear_effort_hours_per_quarter();
    }
    sheet.clear_participants();
    return sheet;
  }
  const bool is_written = state == model::v1::A3_STATE_DRAFT || state == model::v1::A3_STATE_IN_INVESTIGATION || state == model::v1::A3_STATE_REVISED;
  if (!is_written) return sheet;
  // State and decisions come by steps alone.
  A3 process;
  *process.mutable_decisions() = sheet.decisions();
  return process;
}

}  // namespace

bool IsOpen(const Action& action) { return action.status() != model::v1::ACTION_STATUS_DONE && action.status() != model::v1::ACTION_STATUS_STOPPED; }

bool IsUnderWay(const A3& sheet) { return sheet.state() != model::v1::A3_STATE_CLOSED && sheet.state() != model::v1::A3_STATE_NOT_ADOPTED; }

A3State StateOf(const A3& sheet) { return sheet.state() == model::v1::A3_STATE_UNSPECIFIED ? model::v1::A3_STATE_DRAFT : sheet.state(); }

std::string StateName(A3State state) { return model::EnumText(*model::v1::A3State_descriptor()->FindValueByNumber(state)); }

Status CheckStep(const Standing& standing, const StepRequest& request, Role role) {
  const std::string sheet = "a3 '" + standing.sheet.a3_id() + "'";
  const auto steps = StepsFrom(standing.sheet);
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step* one) { return one->to == request.state; });
  if (step == steps.end()) {
    std::string there;
    for (const Step* one : steps) there += (there.empty() ? "" : ", ") + StateName(one->to);
    const std::string remedy = there.empty() ? "nothing follows on it" : "from there it goes to " + there;
    return Status(StatusCode::kFailedPrecondition, sheet + ": no step leads from " + StateName(StateOf(standing.sheet)) + " to " + StateName(request.state))
        .WithReason("no_such_step").WithSetting("state").WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
  }
  if (!security::Holds((*step)->roles, role)) {
    return Status(StatusCode::kPermissionDenied, sheet + ": the step to " + StateName(request.state) + " is not for the role " + std::string(security::RoleName(role)))
        .WithReason("step_of_another_role").WithRemedy("it takes one of these roles: " + security::RoleNames((*step)->roles)).WithClass(ErrorClass::kConfiguration);
  }
  HELHET_RETURN_IF_ERROR(CheckRecord(**step, request, sheet));
  Missing missing;
  for (const Check check : (*step)->checks) check(standing, missing);
  if (missing.lines().empty()) return OkStatus();
  return Status(StatusCode::kFailedPrecondition, sheet + ": something is missing before it goes to " + StateName(request.state) + ":\n" + missing.lines())
      .WithReason("step_not_ready").WithSetting("state").WithRemedy("fill it in, and take the step again").WithClass(ErrorClass::kConfiguration);
}

Status CheckChange(const A3& before, const A3& after) {
  const A3State state = StateOf(before);
  A3 kept = WithoutWhatIsOpen(before, state), asked = WithoutWhatIsOpen(after, state);
  kept.set_state(state);
  asked.set_state(StateOf(after));
  // A sheet that came into the hub as adopted may lack it, and could not be followed up.
  if (IsCarriedOut(state) && before.plan_year() == 0) asked.clear_plan_year();
  const auto fields = configuration::DiffFields(kept, asked);
  if (fields.empty()) return OkStatus();
  std::string names;
  for (const auto& field : fields) names += (names.empty() ? "" : ", ") + field.path();
  return Status(StatusCode::kFailedPrecondition, "a3 '" + before.a3_id() + "': it is " + StateName(state) + ", and these may not change: " + names)
      .WithReason("sheet_not_open").WithSetting("a3").WithRemedy("leave them as they are; the state changes by a step").WithClass(ErrorClass::kConfiguration);
}

std::vector<Action> ActionsToTakeUp(const Standing& standing) {
  std::vector<Action> taken_up;
  for (const A3& deep_dive : standing.deep_dives) {
    if (deep_dive.state() != model::v1::A3_STATE_SUBMITTED) continue;
    for (const Action& action : deep_dive.actions()) {
      if (action.kind() == model::v1::ACTION_KIND_INVESTIGATION || action.status() == model::v1::ACTION_STATUS_STOPPED) continue;
      const auto& there = standing.sheet.actions();
      if (std::any_of(there.begin(), there.end(), [&](const Action& one) {
            return one.origin_a3_id() == deep_dive.a3_id() && one.origin_action_id() == action.action_id();
          })) continue;
      Action copy = action;
      copy.set_action_id(deep_dive.a3_id() + "-" + action.action_id());
      copy.set_origin_a3_id(deep_dive.a3_id());
      copy.set_origin_action_id(action.action_id());
      copy.clear_root_cause_ids();  // they stand on the deep dive
      taken_up.push_back(std::move(copy));
    }
  }
  return taken_up;
}

}  // namespace helhet::a3
