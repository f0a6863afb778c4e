// What stands on a sheet, in words: states, kinds and types. For the terminal and for paper alike.
#pragma once

#include <string>
#include <vector>

#include "core/cli/text.h"
#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::cli {

std::string SheetStateText(model::v1::A3State state, Language language);
// `Mål`, `Strategi`, `Lovkrav`.
std::string GoalKindText(model::v1::GoalKind kind, Language language);
std::string ActionStatusText(model::v1::ActionStatus status, Language language);
std::string BenefitTypeText(model::v1::BenefitType type, Language language);
std::string BudgetEffectText(model::v1::BudgetEffect effect, Language language);

// The unit's name where a figure of it is on the sheet; else its identifier.
std::string UnitName(const api::v1::GetA3Response& sheet, const std::string& unit_id);
// The benefits that come from an action.
std::vector<const model::v1::Benefit*> BenefitsOf(const api::v1::GetA3Response& sheet, const std::string& action_id);
// The target of a benefit in the unit of its first measure: `1 150 timer`. Empty when it has none.
std::string BenefitTargetText(const api::v1::GetA3Response& sheet, const model::v1::Benefit& benefit, Language language);
// What one measure says about a root cause: `E-handelslojalitet: 61,50 % (2024)`.
std::string RootCauseFigureText(const api::v1::RootCauseFigure& figure, Language language);
// `Økonomisjef (økonomi); Hovedverneombud`.
std::string ParticipantsText(const model::v1::A3& a3);
// `19.06.2024 kommunestyret (PS 45/24): …`.
std::string DecisionText(const model::v1::Decision& decision, Language language);
// What has been judged of a benefit, marked as a judgement.
std::string AssessmentText(const model::v1::Benefit& benefit, const model::v1::Assessment& assessment, Language language);

}  // namespace helhet::cli
