// a3, its changes: how two editions differ, and what became of actions.
#include <map>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/texts_sheet_changes.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Sheets = A3Service::Stub;

struct ChangeArguments {
  std::string name;
  int from = 0;
  int to = 0;
  std::string action;
};

// What people call a field; one that has no name of its own stands as it is.
std::string FieldName(const std::string& field, Language language) {
  static const std::map<std::string, const Text*> names = {
      {"title", &text::kFieldTitle}, {"date", &text::kDate}, {"owner", &text::kOwner}, {"unit_id", &text::kUnit}, {"state", &text::kState},
      {"rationale", &text::kFieldRationale}, {"current_situation", &text::kFieldCurrentSituation}, {"root_causes", &text::kFieldRootCauses},
      {"desired_situation", &text::kFieldDesiredSituation}, {"goals", &text::kFieldGoals}, {"actions", &text::kFieldActions},
      {"measures", &text::kFieldMeasures}, {"participants", &text::kFieldParticipants}, {"decisions", &text::kFieldDecisions},
      {"shared_with", &text::kFieldSharedWith}, {"unfinished", &text::kFieldUnfinished}, {"plan_year", &text::kFieldPlanYear},
      {"text", &text::kFieldText}, {"responsible", &text::kFieldResponsible}, {"due_date", &text::kFieldDueDate}, {"status", &text::kFieldStatus},
      {"cost_minor", &text::kFieldCost}, {"effort_hours_per_quarter", &text::kFieldEffort}};
  const auto name = names.find(field);
  return name == names.end() ? field : Say(language, *name->second);
}

const Text& KindText(A3ChangeKind kind) {
  return kind == A3_CHANGE_KIND_ADDED ? text::kAdded : kind == A3_CHANGE_KIND_REMOVED ? text::kRemoved : kind == A3_CHANGE_KIND_REORDERED ? text::kReordered : text::kChanged;
}

// `Tiltak: Opplæring i e-handel` with the identifier below it.
Cell WhatCell(const A3Change& change, Language language) {
  std::string what = FieldName(change.field(), language);
  if (!change.item_text().empty() && change.item_text() != change.item_id()) what += ": " + change.item_text();
  if (!change.item_id().empty()) what += "\n" + change.item_id();
  return what;
}

// A value as people wrote it; dates are shown as the reader writes them.
Cell ValueCell(const std::string& value, Style style, Language language) {
  Cell cell(value);
  cell.shown = FormatDate(value, language);
  cell.style = style;
  return cell;
}

// What stands first in each row of a change.
using Lead = std::vector<Cell>;

// A row for each value that differs, and for each line of words; what is new or gone has one of its own.
void AddRows(Table& table, const Lead& lead, const A3Change& change, Language language) {
  const auto add = [&](const std::string& path, const Cell& before, const Cell& after) {
    Lead row = lead;
    row.push_back(change.item_id());
    row.push_back(change.field());
    row.push_back(WhatCell(change, language));
    row.push_back(Cell::Value(Say(language, KindText(change.kind())), Say(Language::kEnglish, KindText(change.kind()))));
    row.push_back(Cell::Value(path == change.field() ? "" : FieldName(path, language), path));
    row.push_back(before);
    row.push_back(after);
    table.Add(std::move(row));
  };
  if (change.values().empty() && change.texts().empty()) add("", Cell(), Cell());
  for (const auto& value : change.values()) {
    add(value.path(), ValueCell(value.before(), Style::kBad, language), ValueCell(value.after(), Style::kGood, language));
  }
  for (const auto& text : change.texts()) {
    for (const auto& line : text.lines()) {
      if (line.kind() == A3_CHANGE_KIND_REMOVED) add(text.path(), Cell("- " + line.text()).In(Style::kBad), Cell());
      if (line.kind() == A3_CHANGE_KIND_ADDED) add(text.path(), Cell(), Cell("+ " + line.text()).In(Style::kGood));
    }
  }
}

Table ChangesTable(const Session& session, std::vector<Column> lead) {
  for (Column column : std::initializer_list<Column>{{"item_id", "", Align::kLeft, false, true},
                                                     {"field", "", Align::kLeft, false, true},
                                                     {"what", session.Say(text::kWhat), Align::kLeft, true},
                                                     {"kind", session.Say(text::kChange)},
                                                     {"path", ""},
                                                     {"before", session.Say(text::kBefore), Align::kLeft, true},
                                                     {"after", session.Say(text::kAfter), Align::kLeft, true}}) {
    lead.push_back(std::move(column));
  }
  return Table(std::move(lead));
}

Result<ExitCode> ShowDifference(Session& session, const ChangeArguments& arguments) {
  DiffA3EditionsRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  request.set_from_edition(arguments.from);
  request.set_to_edition(arguments.to);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->Ask(hub->a3s, &Sheets::DiffA3Editions, request));
  const auto& difference = response.difference();
  Table table = ChangesTable(session, {});
  for (const auto& change : difference.changes()) AddRows(table, {}, change, session.language());
  if (session.output() == Output::kTable) {
    session.out() << session.paint()(Style::kHeading, session.Say(text::kEditionsCompared, Printable(difference.a3_id()), difference.from_edition(), difference.to_edition()))
                  << "\n\n";
  }
  session.Print(response, table, text::kNoDifference);
  return ExitCode::kOk;
}

Result<ExitCode> ShowActionHistory(Session& session, const ChangeArguments& arguments) {
  ListActionHistoryRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  request.set_action_id(arguments.action);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->AskAll(hub->a3s, &Sheets::ListActionHistory, request));
  const Language in = session.language();
  Table table = ChangesTable(session, {{"written_at", session.Say(text::kWritten)}, {"edition", "", Align::kRight, false, true}});
  for (const auto& event : response.events()) {
    AddRows(table, {Cell::Value(FormatTime(event.written_at(), in) + "\n" + session.Say(text::kEdition, event.edition()), event.written_at()), Cell::Count(event.edition(), in)}, event.change(), in);
  }
  session.Print(response, table, text::kNone);
  return ExitCode::kOk;
}

}  // namespace

void AddSheetChangeCommands(Commands& commands, CLI::App* sheets) {
  auto arguments = std::make_shared<ChangeArguments>();
  const Language in = commands.language();
  CLI::App* diff = commands.Add(sheets, "diff", text::kSheetDiff, [arguments](Session& session) { return ShowDifference(session, *arguments); });
  diff->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
  diff->add_option("--from", arguments->from, commands.Say(text::kFromEdition))->option_text("N")->check(ANumber(1, 1'000'000, in));
  diff->add_option("--to", arguments->to, commands.Say(text::kToEdition))->option_text("N")->check(ANumber(1, 1'000'000, in));
  CLI::App* history = commands.Add(sheets, "action-history", text::kSheetActionHistory, [arguments](Session& session) { return ShowActionHistory(session, *arguments); });
  history->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
  history->add_option("ACTION", arguments->action, commands.Say(text::kActionOption));
}

}  // namespace helhet::cli
