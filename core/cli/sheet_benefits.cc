// The benefits of a sheet: what is gained, who answers for it, and what has been judged of it.
#include <algorithm>

#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_page.h"
#include "core/cli/table.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {
namespace {

using api::v1::GetA3Response;
using model::v1::Benefit;

// The target with the unit of the first measure: `1 150 timer`.
std::string TargetText(const GetA3Response& sheet, const Benefit& benefit, Language language) {
  if (!benefit.has_target_value()) return "";
  const std::string number = FormatShort(benefit.target_value(), language);
  for (const auto& figures : sheet.figures()) {
    if (benefit.measure_ids().empty() || figures.measure().measure_id() != benefit.measure_ids(0)) continue;
    const std::string unit = UnitName(figures.measure().measurement_unit(), language);
    return unit.empty() ? number : number + "\u00A0" + unit;
  }
  return number;
}

}  // namespace

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

std::string BenefitsOf(const GetA3Response& sheet, const std::string& action_id) {
  std::string titles;
  for (const Benefit& benefit : sheet.benefits()) {
    if (std::find(benefit.action_ids().begin(), benefit.action_ids().end(), action_id) == benefit.action_ids().end()) continue;
    titles += (titles.empty() ? "" : "\n") + benefit.title();
  }
  return titles;
}

void PrintBenefits(SheetPage& page, const GetA3Response& sheet) {
  if (sheet.benefits().empty()) return;
  page.Heading(page.Say(text::kBenefits));
  const Language in = page.language();
  Table table({{"title", page.Say(text::kBenefit), Align::kLeft, true},
               {"type", page.Say(text::kType)},
               {"responsible", page.Say(text::kResponsible), Align::kLeft, true},
               {"budget_effect", page.Say(text::kBudgetEffect), Align::kLeft, true},
               {"target_value", page.Say(text::kTarget), Align::kRight}});
  for (const Benefit& benefit : sheet.benefits()) {
    table.Add({benefit.title(), BenefitTypeText(benefit.type(), in),
               benefit.responsible().empty() ? Cell(page.Say(text::kNobody)).In(Style::kBad) : Cell(benefit.responsible()),
               BudgetEffectText(benefit.budget_effect(), in), TargetText(sheet, benefit, in)});
  }
  table.Print(page.out(), page.view().width, 0, page.paint());
  for (const Benefit& benefit : sheet.benefits()) {
    for (const auto& assessment : benefit.assessments()) {
      const std::string awaits = assessment.approved_by().empty() ? " [" + page.Say(text::kAwaitsApproval) + "]" : "";
      page.Paragraph(benefit.title() + ". " + page.Say(text::kAssessedBy, FormatDate(assessment.date(), in), assessment.author(), assessment.text()) + awaits, 0, "~ ");
    }
  }
}

}  // namespace helhet::cli
