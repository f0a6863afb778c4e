#include "core/cli/sheet_words.h"

#include <algorithm>

#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {

using api::v1::GetA3Response;
using model::v1::Benefit;

std::string SheetStateText(model::v1::A3State state, Language language) {
  switch (state) {
    case model::v1::A3_STATE_SUBMITTED: return Say(language, text::kStateSubmitted);
    case model::v1::A3_STATE_ADOPTED: return Say(language, text::kStateAdopted);
    case model::v1::A3_STATE_NOT_ADOPTED: return Say(language, text::kStateNotAdopted);
    case model::v1::A3_STATE_IN_FOLLOW_UP: return Say(language, text::kStateInFollowUp);
    case model::v1::A3_STATE_CLOSED: return Say(language, text::kStateClosed);
    case model::v1::A3_STATE_IN_INVESTIGATION: return Say(language, text::kStateInInvestigation);
    case model::v1::A3_STATE_REVISED: return Say(language, text::kStateRevised);
    default: return Say(language, text::kStateDraft);
  }
}

std::string GoalKindText(model::v1::GoalKind kind, Language language) {
  switch (kind) {
    case model::v1::GOAL_KIND_STRATEGY: return Say(language, text::kStrategy);
    case model::v1::GOAL_KIND_LEGAL_MINIMUM: return Say(language, text::kLegalMinimum);
    default: return Say(language, text::kGoal);
  }
}

std::string ActionStatusText(model::v1::ActionStatus status, Language language) {
  switch (status) {
    case model::v1::ACTION_STATUS_IN_PROGRESS: return Say(language, text::kActionInProgress);
    case model::v1::ACTION_STATUS_DONE: return Say(language, text::kActionDone);
    case model::v1::ACTION_STATUS_STOPPED: return Say(language, text::kActionStopped);
    default: return Say(language, text::kActionNotStarted);
  }
}

std::string BenefitTypeText(model::v1::BenefitType type, Language language) {
  switch (type) {
    case model::v1::BENEFIT_TYPE_QUALITY: return Say(language, text::kTypeQuality);
    case model::v1::BENEFIT_TYPE_COST: return Say(language, text::kTypeCost);
    case model::v1::BENEFIT_TYPE_TIME: return Say(language, text::kTypeTime);
    default: return "";
  }
}

std::string BudgetEffectText(model::v1::BudgetEffect effect, Language language) {
  switch (effect) {
    case model::v1::BUDGET_EFFECT_OWN_BUDGET: return Say(language, text::kEffectOwnBudget);
    case model::v1::BUDGET_EFFECT_REDEPLOYED: return Say(language, text::kEffectRedeployed);
    case model::v1::BUDGET_EFFECT_OTHER_PUBLIC: return Say(language, text::kEffectOtherPublic);
    case model::v1::BUDGET_EFFECT_NON_PRICED: return Say(language, text::kEffectNonPriced);
    default: return "";
  }
}

std::string UnitName(const GetA3Response& sheet, const std::string& unit_id) {
  for (const auto& figures : sheet.figures()) {
    for (const auto& figure : figures.units()) {
      if (figure.unit_id() == unit_id && !figure.unit_name().empty()) return figure.unit_name();
    }
  }
  return unit_id;
}

std::vector<const Benefit*> BenefitsOf(const GetA3Response& sheet, const std::string& action_id) {
  std::vector<const Benefit*> benefits;
  for (const Benefit& benefit : sheet.benefits()) {
    if (std::find(benefit.action_ids().begin(), benefit.action_ids().end(), action_id) != benefit.action_ids().end()) benefits.push_back(&benefit);
  }
  return benefits;
}

std::string BenefitTargetText(const GetA3Response& sheet, const Benefit& benefit, Language language) {
  if (!benefit.has_target_value()) return "";
  const std::string number = FormatShort(benefit.target_value(), language);
  for (const auto& figures : sheet.figures()) {
    if (benefit.measure_ids().empty() || figures.measure().measure_id() != benefit.measure_ids(0)) continue;
    const std::string unit = UnitName(figures.measure().measurement_unit(), language);
    return unit.empty() ? number : number + "\u00A0" + unit;
  }
  return number;
}

std::string RootCauseFigureText(const api::v1::RootCauseFigure& figure, Language language) {
  const std::string period = figure.latest().has_value() ? " (" + figure.latest().period() + ")" : "";
  return MeasureHeading(figure.measure(), language) + ": " + FigureText(figure.latest(), figure.measure(), language) + period;
}

std::string ParticipantsText(const model::v1::A3& a3) {
  std::string names;
  for (const auto& one : a3.participants()) {
    const bool says_more = !one.role().empty() && one.role() != one.name();
    names += (names.empty() ? "" : "; ") + one.name() + (says_more ? " (" + one.role() + ")" : "");
  }
  return names;
}

std::string DecisionText(const model::v1::Decision& decision, Language language) {
  const std::string case_number = decision.case_number().empty() ? "" : " (" + decision.case_number() + ")";
  const std::string adopted = decision.adopted() ? "" : " (" + Say(language, text::kStateNotAdopted) + ")";
  return FormatDate(decision.date(), language) + " " + decision.body() + case_number + ": " + decision.text() + adopted;
}

std::string AssessmentText(const Benefit& benefit, const model::v1::Assessment& assessment, Language language) {
  const std::string awaits = assessment.approved_by().empty() ? " [" + Say(language, text::kAwaitsApproval) + "]" : "";
  return benefit.title() + ". " + Say(language, text::kAssessedBy, FormatDate(assessment.date(), language), assessment.author(), assessment.text()) + awaits;
}

}  // namespace helhet::cli
