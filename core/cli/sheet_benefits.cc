// The benefits of a sheet: what is gained, who answers for it, and what has been judged of it.
#include "core/cli/figures.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_page.h"
#include "core/cli/sheet_words.h"
#include "core/cli/table.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {

using api::v1::GetA3Response;
using model::v1::Benefit;

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
               BudgetEffectText(benefit.budget_effect(), in), BenefitTargetText(sheet, benefit, in)});
  }
  table.Print(page.out(), page.view().width, 0, page.paint());
  for (const Benefit& benefit : sheet.benefits()) {
    for (const auto& assessment : benefit.assessments()) {
      page.Paragraph(AssessmentText(benefit, assessment, in), 0, "~ ");
    }
  }
}

}  // namespace helhet::cli
