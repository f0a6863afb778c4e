#include "core/cli/sheet.h"

#include <map>
#include <set>

#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/filing_text.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet_page.h"
#include "core/cli/sheet_words.h"
#include "core/cli/table.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_delivery.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {
namespace {

using api::v1::GetA3Response;
using model::v1::A3;

void PrintHeader(SheetPage& page, const GetA3Response& sheet) {
  const A3& a3 = sheet.a3();
  const auto join = [](std::string& line, const std::string& part) {
    if (!part.empty()) line += (line.empty() ? "" : " · ") + Printable(part);
  };
  page.Rule("═");
  page.Edges("A3 · " + Printable(a3.title()), sheet.is_example() ? "*** " + page.Say(text::kExampleData) + " ***" : "", Style::kMark);
  std::string line;
  join(line, sheet.municipality_name());
  join(line, sheet.template_().title());
  join(line, a3.edition() > 0 ? page.Say(text::kEdition, a3.edition()) : "");
  join(line, FormatDate(a3.date(), page.language()));
  join(line, SheetStateText(a3.state(), page.language()));
  join(line, a3.unfinished() ? page.Say(text::kUnfinished) : "");
  page.Paragraph(line);
  line.clear();
  if (!a3.owner().empty()) join(line, page.Say(text::kOwner) + ": " + a3.owner());
  if (!a3.unit_id().empty()) join(line, page.Say(text::kUnit) + ": " + UnitName(sheet, a3.unit_id()));
  if (!a3.parent_id().empty()) join(line, page.Say(text::kDeepDiveOf, a3.parent_id()));
  page.Paragraph(line);
  page.Rule("═");
}

// What the cause's measures say; that there is none, too, is worth knowing.
void PrintWhatDataSay(SheetPage& page, const GetA3Response& sheet, const std::string& root_cause_id, int indent) {
  bool is_measured = false;
  for (const auto& figure : sheet.root_cause_figures()) {
    if (figure.root_cause_id() != root_cause_id) continue;
    is_measured = true;
    page.Paragraph(RootCauseFigureText(figure, page.language()), indent, "→ ", Style::kFaint);
  }
  if (!is_measured) page.Paragraph(page.Say(text::kNoSourceMeasures), indent, "→ ", Style::kFaint);
}

// Prints the causes below one, each with the causes that explain it. A cause that stands below itself is
// printed once.
void PrintCauses(SheetPage& page, const GetA3Response& sheet, const std::string& parent_id, int depth, std::set<std::string>& printed) {
  for (const auto& cause : sheet.a3().root_causes()) {
    if (cause.parent_id() != parent_id || !printed.insert(cause.root_cause_id()).second) continue;
    page.Paragraph(cause.text(), depth * 2, depth == 0 ? "• " : "└ ");
    PrintWhatDataSay(page, sheet, cause.root_cause_id(), depth * 2 + 2);
    PrintCauses(page, sheet, cause.root_cause_id(), depth + 1, printed);
  }
}

void PrintGoals(SheetPage& page, const A3& a3) {
  if (a3.goals().empty()) return;
  if (!a3.desired_situation().empty()) page.Blank();
  Table table({{"kind", ""}, {"text", "", Align::kLeft, true}});
  for (const auto& goal : a3.goals()) {
    table.Add({GoalKindText(goal.kind(), page.language()), goal.text() + (goal.source().empty() ? "" : " (" + goal.source() + ")")});
  }
  table.Print(page.out(), page.view().width, 0, page.paint());
}

Cell ActionStatusCell(const SheetPage& page, const model::v1::Action& action) {
  const bool is_open = action.status() != model::v1::ACTION_STATUS_DONE && action.status() != model::v1::ACTION_STATUS_STOPPED;
  const bool is_overdue = is_open && !action.due_date().empty() && action.due_date() < page.view().today;
  return Cell(ActionStatusText(action.status(), page.language()) + (is_overdue ? "\n" + page.Say(text::kOverdue) : ""))
      .In(is_overdue ? Style::kBad : action.status() == model::v1::ACTION_STATUS_DONE ? Style::kGood : Style::kPlain);
}

std::string TitlesOf(const std::vector<const model::v1::Benefit*>& benefits) {
  std::string titles;
  for (const auto* benefit : benefits) titles += (titles.empty() ? "" : "\n") + benefit->title();
  return titles;
}

void PrintActions(SheetPage& page, const GetA3Response& sheet, bool with_benefits) {
  std::vector<Column> columns = {{"text", page.Say(text::kAction), Align::kLeft, true},
                                 {"responsible", page.Say(text::kResponsibleColumn), Align::kLeft, true},
                                 {"due_date", page.Say(text::kDue)},
                                 {"status", page.Say(text::kStatus)}};
  if (with_benefits) columns.push_back({"benefit", page.Say(text::kBenefits), Align::kLeft, true});
  Table table(std::move(columns));
  for (const auto& action : sheet.a3().actions()) {
    std::string text = action.text();
    if (action.kind() == model::v1::ACTION_KIND_INVESTIGATION) text += " (" + page.Say(text::kInvestigation) + ")";
    if (!action.deep_dive_id().empty()) text += "\n→ " + page.Say(text::kDeepDive, action.deep_dive_id());
    std::vector<Cell> row = {text, action.responsible(), FormatDate(action.due_date(), page.language()), ActionStatusCell(page, action)};
    if (with_benefits) row.push_back(TitlesOf(BenefitsOf(sheet, action.action_id())));
    table.Add(std::move(row));
  }
  table.Print(page.out(), page.view().width, 0, page.paint());
}

// What a box is for stands in its heading; that it is empty is said, for a reader to see.
bool IsEmpty(const A3& a3, model::v1::A3Box box) {
  switch (box) {
    case model::v1::A3_BOX_RATIONALE: return a3.rationale().empty();
    case model::v1::A3_BOX_CURRENT_SITUATION: return a3.current_situation().empty();
    case model::v1::A3_BOX_ROOT_CAUSES: return a3.root_causes().empty();
    case model::v1::A3_BOX_SITUATION_AND_CAUSES: return a3.current_situation().empty() && a3.root_causes().empty();
    case model::v1::A3_BOX_DESIRED_SITUATION: return a3.desired_situation().empty() && a3.goals().empty();
    case model::v1::A3_BOX_ACTIONS:
    case model::v1::A3_BOX_ACTIONS_AND_BENEFITS: return a3.actions().empty();
    default: return false;
  }
}

void PrintBox(SheetPage& page, const GetA3Response& sheet, const model::v1::A3TemplateBox& box) {
  const A3& a3 = sheet.a3();
  page.Heading(box.heading());
  if (IsEmpty(a3, box.box())) return page.Paragraph(page.Say(text::kNotFilledIn), 0, "", Style::kFaint);
  std::set<std::string> printed;
  switch (box.box()) {
    case model::v1::A3_BOX_RATIONALE: return page.Paragraph(a3.rationale());
    case model::v1::A3_BOX_CURRENT_SITUATION: return page.Paragraph(a3.current_situation());
    case model::v1::A3_BOX_ROOT_CAUSES: return PrintCauses(page, sheet, "", 0, printed);
    case model::v1::A3_BOX_SITUATION_AND_CAUSES:
      page.Paragraph(a3.current_situation());
      if (!a3.current_situation().empty() && !a3.root_causes().empty()) page.Blank();
      return PrintCauses(page, sheet, "", 0, printed);
    case model::v1::A3_BOX_DESIRED_SITUATION:
      page.Paragraph(a3.desired_situation());
      return PrintGoals(page, a3);
    case model::v1::A3_BOX_ACTIONS: return PrintActions(page, sheet, false);
    case model::v1::A3_BOX_ACTIONS_AND_BENEFITS: return PrintActions(page, sheet, true);
    case model::v1::A3_BOX_MEASURES: return PrintMeasures(page, sheet);
    default: return;
  }
}

void PrintDecisions(SheetPage& page, const A3& a3) {
  if (a3.decisions().empty()) return;
  page.Heading(page.Say(text::kDecisions));
  for (const auto& decision : a3.decisions()) {
    page.Paragraph(DecisionText(decision, page.language()));
  }
}

// Where the newest edition that was filed stands in the archive, and those before it.
void PrintFilings(SheetPage& page, const GetA3Response& sheet) {
  if (sheet.filings().empty()) return;
  page.Heading(page.Say(text::kFilings));
  for (const auto& filing : sheet.filings()) {
    const Cell where = FilingCell(filing.state(), FormatDate(filing.sent_date(), page.language()), filing.problem(), page.language());
    const std::string link = filing.link().empty() ? "" : ", " + filing.link();
    page.Paragraph(FiledEdition(filing.edition(), filing.event(), page.language()) + ": " + where.shown + link, 0, "", where.style);
  }
}

void PrintParticipants(SheetPage& page, const A3& a3) {
  const std::string names = ParticipantsText(a3);
  if (names.empty()) return;
  page.Heading(page.Say(text::kParticipants));
  page.Paragraph(names);
}

void PrintPitfalls(SheetPage& page, const GetA3Response& sheet) {
  if (sheet.pitfalls().empty()) return;
  page.Heading(page.Say(text::kPitfalls) + " (" + std::to_string(sheet.pitfalls_size()) + ")");
  for (const auto& pitfall : sheet.pitfalls()) {
    const std::string& text = page.language() == Language::kNynorsk ? pitfall.text_nn() : page.language() == Language::kEnglish ? pitfall.text_en() : pitfall.text();
    page.Paragraph(text.empty() ? pitfall.text() : text, 0, "! ", Style::kWarning);
  }
}

void PrintWhereNext(SheetPage& page, const GetA3Response& sheet) {
  page.Heading(page.Say(text::kWhereNext));
  const std::string in = " --municipality " + page.view().municipality_id;
  const auto next = [&](const std::string& command, const Text& what) {
    page.out() << command << in << "\n" << page.paint()(Style::kFaint, "    " + page.Say(what)) << "\n";
  };
  for (const auto& figures : sheet.figures()) {
    if (figures.units().empty()) continue;
    const std::string measure = figures.measure().measure_id();
    next("helhet measure explain " + measure + " --unit " + figures.units(0).unit_id(), text::kNextExplain);
    next("helhet measure show " + measure + " --grain month", text::kNextSeries);
    break;
  }
  if (!sheet.benefits().empty()) next("helhet benefit list --a3 " + sheet.a3().a3_id(), text::kNextBenefits);
  if (!sheet.a3().parent_id().empty()) next("helhet a3 show " + sheet.a3().parent_id(), text::kNextParent);
  next("helhet quarantine list", text::kNextQuarantine);
  next("helhet unmapped list", text::kNextUnmapped);
}

}  // namespace

void PrintSheet(std::ostream& out, const GetA3Response& sheet, const SheetView& view, const Painter& paint) {
  SheetPage page(out, view, paint);
  PrintHeader(page, sheet);
  for (const auto& box : sheet.template_().boxes()) PrintBox(page, sheet, box);
  PrintBenefits(page, sheet);
  PrintDecisions(page, sheet.a3());
  PrintFilings(page, sheet);
  PrintParticipants(page, sheet.a3());
  PrintPitfalls(page, sheet);
  PrintWhereNext(page, sheet);
  if (sheet.is_example()) {
    page.Blank();
    page.Edges("", "*** " + page.Say(text::kExampleData) + " ***", Style::kMark);
  }
}

}  // namespace helhet::cli
