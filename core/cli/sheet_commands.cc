// a3: sheets with their figures.
#include "core/cli/commands.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using Sheets = api::v1::A3Service::Stub;

struct SheetArguments {
  std::string name;
  int edition = 0;
};

Result<api::v1::ListA3sResponse> SheetsOf(Session& session, const std::string& municipality_id) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::ListA3sRequest request;
  request.set_municipality_id(municipality_id);
  return hub->AskAll(hub->a3s, &Sheets::ListA3s, request);
}

Result<ExitCode> ListSheets(Session& session) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  const Language in = session.language();
  Table table({{"municipality_id", session.Say(text::kMunicipality), Align::kLeft, true},
               {"a3_id", "", Align::kLeft, false, true},
               {"title", session.Say(text::kTitleAndName), Align::kLeft, true},
               {"edition", session.Say(text::kEditionColumn), Align::kRight},
               {"date", session.Say(text::kDate)},
               {"state", session.Say(text::kState), Align::kLeft, true},
               {"owner", session.Say(text::kOwner), Align::kLeft, true}});
  api::v1::ListA3sResponse all;
  for (const auto& municipality : meant) {
    HELHET_ASSIGN_OR_RETURN(const auto sheets, SheetsOf(session, municipality.municipality_id()));
    for (const auto& sheet : sheets.a3s()) {
      table.Add({Cell::Value(municipality.name(), municipality.municipality_id()), sheet.a3_id(), Cell::Titled(sheet.title(), sheet.a3_id()), Cell::Count(sheet.edition(), in),
                 Cell::Value(FormatDate(sheet.date(), in), sheet.date()), Cell::Value(SheetStateText(sheet.state(), in), SheetStateText(sheet.state(), Language::kEnglish)),
                 sheet.owner()});
    }
    all.MergeFrom(sheets);
  }
  session.Print(all, table, text::kNone);
  return ExitCode::kOk;
}

// One row for each unit of each measure.
Table FiguresTable(const api::v1::GetA3Response& sheet) {
  Table table({{"measure_id", ""}, {"unit_id", ""}, {"baseline", ""}, {"stated_baseline", ""}, {"latest_period", ""}, {"latest", ""}, {"target", ""}, {"target_period", ""}});
  const auto number = [](bool has, double value) { return Cell::Value("", has ? fmt::format("{}", value) : ""); };
  for (const auto& figures : sheet.figures()) {
    for (const auto& figure : figures.units()) {
      table.Add({figures.measure().measure_id(), figure.unit_id(), number(figure.baseline().has_value(), figure.baseline().value()),
                 number(figure.has_stated_baseline(), figure.stated_baseline()), Cell::Value("", figure.latest().period()),
                 number(figure.latest().has_value(), figure.latest().value()), number(figure.has_target(), figure.target()),
                 Cell::Value("", figure.target_period())});
    }
  }
  return table;
}

Result<ExitCode> ShowSheet(Session& session, const SheetArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWithSheet(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::GetA3Request request;
  request.set_municipality_id(owner);
  request.set_a3_id(arguments.name);
  request.set_edition(arguments.edition);
  HELHET_ASSIGN_OR_RETURN(const auto sheet, hub->Ask(hub->a3s, &Sheets::GetA3, request));
  if (session.output() != Output::kTable) {
    session.Print(sheet, FiguresTable(sheet), text::kNone);
    return ExitCode::kOk;
  }
  const SheetView view{session.language(), session.around().width, session.around().has_utf8, owner, session.today()};
  PrintSheet(session.out(), sheet, view, session.paint());
  session.LeaveUnmarked();  // the sheet has marks of its own, above and below
  return ExitCode::kOk;
}

}  // namespace

void AddSheetCommands(Commands& commands) {
  auto arguments = std::make_shared<SheetArguments>();
  CLI::App* group = commands.Group("a3", text::kSheetGroup);
  commands.Add(group, "list", text::kSheetList, [](Session& session) { return ListSheets(session); });
  CLI::App* show = commands.Add(group, "show", text::kSheetShow, [arguments](Session& session) { return ShowSheet(session, *arguments); });
  show->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
  show->add_option("--edition", arguments->edition, commands.Say(text::kEditionOption))->option_text("N")->check(ANumber(0, 1'000'000, commands.language()));
  AddRenderCommand(commands, group);
  AddYearCommands(commands, group);
  AddSheetChangeCommands(commands, group);
  AddSheetCommentCommands(commands, group);
  AddAttentionCommands(commands, group);
  AddRankCommands(commands, group);
}

}  // namespace helhet::cli
