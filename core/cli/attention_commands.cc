// a3 attention and a3 load: what each owner has to look at, and work beside capacity.
#include "core/cli/commands.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/report_page.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_report.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Reports = ReportService::Stub;

struct AttentionArguments {
  std::string owner;
  std::string unit;
  std::string from;
  int quarters = 0;
};

Result<ExitCode> ShowAttention(Session& session, const AttentionArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListAttentionResponse all;
  for (const auto& municipality : meant) {
    ListAttentionRequest request;
    request.set_municipality_id(municipality.municipality_id());
    request.set_owner(arguments.owner);
    request.set_unit_id(arguments.unit);
    HELHET_ASSIGN_OR_RETURN(const auto listed, hub->Ask(hub->reports, &Reports::ListAttention, request));
    all.MergeFrom(listed);
  }
  session.Print(all, AttentionTable(session, {all.items().begin(), all.items().end()}), text::kNothingToLookAt);
  return ExitCode::kOk;
}

Table LoadTable(Session& session, const ListLoadResponse& loads, const std::map<std::string, std::string>& names) {
  const Language in = session.language();
  Table table({{"unit_id", session.Say(text::kUnit), Align::kLeft, true},
               {"responsible", session.Say(text::kResponsibleColumn), Align::kLeft, true},
               {"period", session.Say(text::kQuarterColumn)},
               {"committed_hours", session.Say(text::kCommitted), Align::kRight},
               {"proposed_hours", session.Say(text::kProposed), Align::kRight},
               {"capacity_hours", session.Say(text::kCapacity), Align::kRight},
               {"unestimated_actions", session.Say(text::kUnestimated), Align::kRight},
               {"is_over", ""}});
  for (const auto& load : loads.loads()) {
    table.Add({Cell::Value(NameOr(names, load.unit_id()), load.unit_id()), load.responsible().empty() ? Cell::Value(session.Say(text::kWholeUnit), "") : Cell(load.responsible()),
               load.period(), Cell::Count(load.committed_hours(), in), Cell::Count(load.proposed_hours(), in),
               load.has_capacity_hours() ? Cell::Count(load.capacity_hours(), in) : Cell::Value(session.Say(text::kNotStated), "").In(Style::kFaint),
               Cell::Count(load.unestimated_actions(), in),
               load.is_over() ? Cell::Value(session.Say(text::kOver), "true").In(Style::kBad) : Cell::Value("", "false")});
  }
  return table;
}

Result<ExitCode> ShowLoad(Session& session, const AttentionArguments& arguments) {
  ListLoadRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityMeant(session, "load"));
  request.set_unit_id(arguments.unit);
  request.set_from_period(arguments.from);
  request.set_quarters(arguments.quarters);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto loads, hub->Ask(hub->reports, &Reports::ListLoad, request));
  session.Print(loads, LoadTable(session, loads, UnitNames(session, request.municipality_id())), text::kNoLoad);
  return ExitCode::kOk;
}

}  // namespace

void AddAttentionCommands(Commands& commands, CLI::App* sheets) {
  auto arguments = std::make_shared<AttentionArguments>();
  CLI::App* attention = commands.Add(sheets, "attention", text::kAttentionCommand, [arguments](Session& session) { return ShowAttention(session, *arguments); });
  attention->add_option("--owner", arguments->owner, commands.Say(text::kOwnerOption))->option_text("NAME");
  attention->add_option("--unit", arguments->unit, commands.Say(text::kUnitWithinOption))->option_text("ID");
  CLI::App* load = commands.Add(sheets, "load", text::kLoadCommand, [arguments](Session& session) { return ShowLoad(session, *arguments); });
  load->add_option("--unit", arguments->unit, commands.Say(text::kUnitAloneOption))->option_text("ID");
  load->add_option("--from", arguments->from, commands.Say(text::kFromQuarterOption))->option_text("QUARTER")->check(APeriod(commands.language()));
  load->add_option("--quarters", arguments->quarters, commands.Say(text::kQuartersOption))->option_text("N")->check(ANumber(1, 16, commands.language()));
}

}  // namespace helhet::cli
