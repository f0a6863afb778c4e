// a3, the year: steps, deep dives, follow-ups, and the draft for the next one.
#include <algorithm>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/sheet.h"
#include "core/cli/sheet_words.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"
#include "core/model/fact_schema.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Sheets = A3Service::Stub;

struct YearArguments {
  std::string name;
  std::string state;
  std::string action;
  std::string new_name;
  std::string period;
  std::string note;
  model::v1::Decision decision;
};

// As files name them; without the one that is not stated.
std::vector<std::string> StateNames() {
  std::vector<std::string> names;
  const auto* states = model::v1::A3State_descriptor();
  for (int i = 1; i < states->value_count(); ++i) names.push_back(model::EnumText(*states->value(i)));
  return names;
}

// One of StateNames.
model::v1::A3State StateNamed(const std::string& name) {
  const auto names = StateNames();
  const auto index = std::find(names.begin(), names.end(), name) - names.begin();
  return static_cast<model::v1::A3State>(model::v1::A3State_descriptor()->value(static_cast<int>(index) + 1)->number());
}

// The sheet as it stands; what is done with it rests on its etag.
Result<model::v1::A3> SheetNamed(Hub& hub, const std::string& municipality_id, const std::string& name) {
  GetA3Request request;
  request.set_municipality_id(municipality_id);
  request.set_a3_id(name);
  HELHET_ASSIGN_OR_RETURN(auto response, hub.Ask(hub.a3s, &Sheets::GetA3, request));
  return std::move(*response.mutable_a3());
}

Result<ExitCode> MoveSheet(Session& session, const YearArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string municipality_id, MunicipalityWithSheet(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto sheet, SheetNamed(*hub, municipality_id, arguments.name));
  MoveA3Request request;
  request.set_municipality_id(municipality_id);
  request.set_a3_id(arguments.name);
  request.set_etag(sheet.etag());
  request.set_state(StateNamed(arguments.state));
  request.set_note(arguments.note);
  *request.mutable_decision() = arguments.decision;
  request.mutable_decision()->set_adopted(request.state() == model::v1::A3_STATE_ADOPTED);
  HELHET_ASSIGN_OR_RETURN(const auto moved, hub->Ask(hub->a3s, &Sheets::MoveA3, request));
  const Language in = session.language();
  Table table({{"a3_id", ""}, {"state", ""}, {"edition", ""}});
  table.Add({moved.a3().a3_id(), arguments.state, Cell::Count(moved.a3().edition(), in)});
  for (const std::string& a3_id : moved.moved_a3_ids()) table.Add({a3_id, arguments.state, Cell::Value("", "")});
  if (session.output() != Output::kTable) {
    session.Print(moved, table, text::kNone);
    return ExitCode::kOk;
  }
  const std::string state = SheetStateText(moved.a3().state(), in);
  session.out() << Printable(session.Say(text::kMoved, moved.a3().a3_id(), state, moved.a3().edition())) << "\n";
  for (const std::string& a3_id : moved.moved_a3_ids()) session.out() << Printable("  " + a3_id + ": " + state) << "\n";
  return ExitCode::kOk;
}

// A sheet that was made.
template <typename Response>
Result<ExitCode> PrintMade(Session& session, const Response& response) {
  Table table({{"a3_id", ""}, {"title", ""}});
  table.Add({response.a3().a3_id(), response.a3().title()});
  if (session.output() != Output::kTable) {
    session.Print(response, table, text::kNone);
  } else {
    session.out() << Printable(session.Say(text::kMadeSheet, response.a3().a3_id(), response.a3().title())) << "\n";
  }
  return ExitCode::kOk;
}

Result<ExitCode> StartDeepDive(Session& session, const YearArguments& arguments) {
  StartDeepDiveRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  request.set_action_id(arguments.action);
  request.set_deep_dive_id(arguments.new_name);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto started, hub->Ask(hub->a3s, &Sheets::StartDeepDive, request));
  return PrintMade(session, started);
}

Result<ExitCode> StartNextYear(Session& session, const YearArguments& arguments) {
  StartNextCycleRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  request.set_next_id(arguments.new_name);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto started, hub->Ask(hub->a3s, &Sheets::StartNextCycle, request));
  return PrintMade(session, started);
}

Table StepsTable(Session& session, const std::vector<model::v1::A3Step>& steps) {
  const Language in = session.language();
  Table table({{"date", session.Say(text::kDate)},
               {"state", session.Say(text::kState), Align::kLeft, true},
               {"period", session.Say(text::kQuarterColumn)},
               {"recorded_by", session.Say(text::kRecordedBy), Align::kLeft, true},
               {"decision", session.Say(text::kDecisionColumn), Align::kLeft, true},
               {"note", session.Say(text::kNote), Align::kLeft, true}});
  for (const auto& step : steps) {
    const auto& decision = step.decision();
    const std::string decided = decision.case_number().empty() ? "" : decision.body() + " " + decision.case_number();
    table.Add({Cell::Value(FormatDate(step.recorded_date(), in), step.recorded_date()),
               Cell::Value(SheetStateText(step.to_state(), in), SheetStateText(step.to_state(), Language::kEnglish)), step.period(), step.recorded_by(), decided,
               step.note()});
  }
  return table;
}

Result<ExitCode> FollowUp(Session& session, const YearArguments& arguments) {
  RecordFollowUpRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  request.set_period(arguments.period);
  request.set_note(arguments.note);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto recorded, hub->Ask(hub->a3s, &Sheets::RecordFollowUp, request));
  if (session.output() != Output::kTable) {
    session.Print(recorded, StepsTable(session, {recorded.step()}), text::kNone);
  } else {
    session.out() << Printable(session.Say(text::kFollowedUp, arguments.name, arguments.period)) << "\n";
  }
  return ExitCode::kOk;
}

Result<ExitCode> ShowSteps(Session& session, const YearArguments& arguments) {
  ListA3StepsRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityWithSheet(session, arguments.name));
  request.set_a3_id(arguments.name);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto listed, hub->Ask(hub->a3s, &Sheets::ListA3Steps, request));
  session.Print(listed, StepsTable(session, {listed.steps().begin(), listed.steps().end()}), text::kNone);
  return ExitCode::kOk;
}

}  // namespace

void AddYearCommands(Commands& commands, CLI::App* sheets) {
  auto arguments = std::make_shared<YearArguments>();
  const auto add = [&](const char* name, const Text& description, Result<ExitCode> (*command)(Session&, const YearArguments&)) {
    CLI::App* app = commands.Add(sheets, name, description, [arguments, command](Session& session) { return command(session, *arguments); });
    app->add_option("NAME", arguments->name, commands.Say(text::kSheetName))->required();
    return app;
  };
  CLI::App* move = add("move", text::kSheetMove, MoveSheet);
  move->add_option("STATE", arguments->state, commands.Say(text::kSheetState) + ": " + fmt::format("{}", fmt::join(StateNames(), ", ")))->required()->check(OneOf(StateNames(), commands.language()));
  const auto decision = [&](const char* option, const Text& description, std::string* (model::v1::Decision::*field)()) {
    return move->add_option_function<std::string>(option, [arguments, field](const std::string& value) { *((arguments->decision.*field)()) = value; },
                                                  commands.Say(description))->option_text("TEXT");
  };
  decision("--decided", text::kDecidedOption, &model::v1::Decision::mutable_date)->option_text("DATE")->check(ADate(commands.language()));
  decision("--body", text::kBodyOption, &model::v1::Decision::mutable_body);
  decision("--case", text::kCaseOption, &model::v1::Decision::mutable_case_number);
  decision("--text", text::kDecisionTextOption, &model::v1::Decision::mutable_text);
  move->add_option("--note", arguments->note, commands.Say(text::kNoteOption))->option_text("TEXT");

  CLI::App* deep_dive = add("deep-dive", text::kSheetDeepDive, StartDeepDive);
  deep_dive->add_option("ACTION", arguments->action, commands.Say(text::kActionName))->required();
  deep_dive->add_option("NEW", arguments->new_name, commands.Say(text::kNewSheetName))->required();

  CLI::App* follow_up = add("follow-up", text::kSheetFollowUp, FollowUp);
  follow_up->add_option("QUARTER", arguments->period, commands.Say(text::kQuarter))->required()->check(APeriod(commands.language()));
  follow_up->add_option("--note", arguments->note, commands.Say(text::kNoteOption))->option_text("TEXT");

  add("next", text::kSheetNext, StartNextYear)->add_option("NEW", arguments->new_name, commands.Say(text::kNewSheetName))->required();
  add("steps", text::kSheetSteps, ShowSteps);
}

}  // namespace helhet::cli
