// connector and plugin: what is read, and how it goes.
#include <algorithm>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/progress.h"
#include "core/cli/run_summary.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_connector.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Connectors = ConnectorService::Stub;

// What is run, and how.
struct RunArguments {
  std::string name;
  bool all = false;
  bool full = false;
  bool dry_run = false;
  std::string from;
  int limit = 20;
};

Result<std::map<std::string, std::string>> MunicipalityNames(Session& session) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  std::map<std::string, std::string> names;
  for (const auto& one : meant) names[one.municipality_id()] = one.name();
  return names;
}

Result<ListConnectorsResponse> AllConnectors(Session& session) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListConnectorsRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), session.chosen_municipality());
  return hub->AskAll(hub->connectors, &Connectors::ListConnectors, request);
}

// The connectors that a name means: one, or all with --all.
Result<std::vector<ConnectorStatus>> Meant(Session& session, const RunArguments& arguments) {
  if (arguments.name.empty() != arguments.all) return InvalidArgument(session.Say(text::kNameOrAll));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  const Hub::LookingUp looking_up(*hub);
  HELHET_ASSIGN_OR_RETURN(const ListConnectorsResponse connectors, AllConnectors(session));
  std::vector<ConnectorStatus> meant;
  if (arguments.all) {
    meant.assign(connectors.connectors().begin(), connectors.connectors().end());
    return meant;
  }
  const auto is_named = [&](const ConnectorStatus& status, const std::string& municipality) {
    return status.municipality_id() == municipality && status.connector().connector_id() == arguments.name;
  };
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWith(session, session.Say(text::kConnectorNamed, arguments.name), "helhet connector list",
                                                                    [&](const std::string& municipality) -> Result<bool> {
    for (const auto& status : connectors.connectors()) {
      if (is_named(status, municipality)) return true;
    }
    return false;
  }));
  for (const auto& status : connectors.connectors()) {
    if (is_named(status, owner)) meant.push_back(status);
  }
  return meant;
}

Result<ExitCode> ListConnectors(Session& session) {
  HELHET_ASSIGN_OR_RETURN(const auto names, MunicipalityNames(session));
  HELHET_ASSIGN_OR_RETURN(const ListConnectorsResponse response, AllConnectors(session));
  const Language in = session.language();
  Table table({{"municipality_id", session.Say(text::kMunicipality), Align::kLeft, true},
               {"connector_id", session.Say(text::kConnector), Align::kLeft, true},
               {"plugin", session.Say(text::kPlugin)},
               {"last_run", session.Say(text::kLastRun), Align::kLeft, true},
               {"state", session.Say(text::kState)},
               {"next_run_time", session.Say(text::kNextRun), Align::kLeft, true},
               {"quarantined", session.Say(text::kQuarantined), Align::kRight}});
  for (const auto& status : response.connectors()) {
    const bool has_run = status.has_last_run();
    const std::string state = has_run ? RunStateText(status.last_run().state(), in) : "";
    const bool is_bad = !status.problem().empty() || (has_run && status.last_run().state() == RUN_STATE_FAILED);
    table.Add({Cell::Value(NameOr(names, status.municipality_id()), status.municipality_id()), status.connector().connector_id(), status.connector().plugin(),
               Cell::Value(has_run ? FormatTime(status.last_run().start_time(), in) : session.Say(text::kNever), status.last_run().start_time()),
               Cell::Value(status.problem().empty() ? state : session.Say(text::kProblem), has_run ? RunStateText(status.last_run().state(), Language::kEnglish) : "")
                   .In(is_bad ? Style::kBad : Style::kPlain),
               Cell::Value(status.next_run_time().empty() ? session.Say(text::kByHand) : FormatTime(status.next_run_time(), in), status.next_run_time()),
               Cell::Count(status.quarantined(), in)});
  }
  session.Print(response, table, text::kNone);
  if (session.output() != Output::kTable) return ExitCode::kOk;
  for (const auto& status : response.connectors()) {
    if (status.missed_runs() == 0) continue;
    session.out() << session.Say(text::kMissedRuns, NameOr(names, status.municipality_id()) + " " + status.connector().connector_id(),
                                 FormatCount(status.missed_runs(), in), FormatTime(status.missed_time(), in))
                  << "\n";
  }
  for (const auto& status : response.connectors()) {
    if (status.problem().empty()) continue;
    session.out() << NameOr(names, status.municipality_id()) << " " << status.connector().connector_id() << ": " << Printable(status.problem()) << "\n";
  }
  return ExitCode::kOk;
}

Result<ExitCode> CheckConnector(Session& session, const RunArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, Meant(session, arguments));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  CheckConnectorRequest request;
  request.set_municipality_id(meant.front().municipality_id());
  request.set_connector_id(meant.front().connector().connector_id());
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->Ask(hub->connectors, &Connectors::CheckConnector, request, kWork));
  Table table({{"summary", ""}, {"confinement", ""}});
  std::string walls;
  for (const std::string& wall : response.confinement()) walls += (walls.empty() ? "" : ", ") + wall;
  table.Add({response.summary(), walls});
  if (session.output() != Output::kTable) {
    session.Print(response, table, text::kNone);
  } else {
    session.out() << session.Say(text::kReached, Printable(response.summary())) << "\n";
    if (!walls.empty()) session.out() << session.Say(text::kWalls, Printable(walls)) << "\n";
  }
  return ExitCode::kOk;
}

// Runs one connector to its end.
Result<Run> RunToEnd(Session& session, Hub& hub, const ConnectorStatus& status, const RunArguments& arguments, const std::string& name) {
  RunConnectorRequest request;
  request.set_municipality_id(status.municipality_id());
  request.set_connector_id(status.connector().connector_id());
  request.set_full(arguments.full);
  request.set_backfill_from(arguments.from);
  request.set_dry_run(arguments.dry_run);
  Run last;
  Progress progress(session, name);
  HELHET_RETURN_IF_ERROR(hub.Watch(hub.connectors, &Connectors::RunConnector, request, [&](const RunConnectorResponse& response) {
    last = response.run();
    if (last.state() == RUN_STATE_RUNNING) progress.Show(response);
  }));
  return last;
}

// A run that could not even begin stands in the summary with its reason.
Run NotBegun(const ConnectorStatus& status, const Status& why) {
  Run run;
  run.set_municipality_id(status.municipality_id());
  run.set_connector_id(status.connector().connector_id());
  run.set_state(RUN_STATE_FAILED);
  run.mutable_problem()->set_code(why.reason());
  run.mutable_problem()->set_setting(why.setting());
  run.mutable_problem()->set_what(why.message());
  run.mutable_problem()->set_remedy(why.remedy());
  return run;
}

Result<ExitCode> RunConnectors(Session& session, const RunArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, Meant(session, arguments));
  HELHET_ASSIGN_OR_RETURN(const auto names, MunicipalityNames(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListRunsResponse ended;
  for (const ConnectorStatus& status : meant) {
    const std::string name = NameOr(names, status.municipality_id()) + " " + status.connector().connector_id();
    auto run = RunToEnd(session, *hub, status, arguments, name);
    // Without a hub, or with one connector only, there is nothing to sum up.
    if (!run.ok() && (meant.size() == 1 || run.status().reason() == "hub_unreachable")) return run.status();
    *ended.add_runs() = run.ok() ? *std::move(run) : NotBegun(status, run.status());
  }
  const std::vector<Run> runs(ended.runs().begin(), ended.runs().end());
  if (session.output() == Output::kTable && !runs.empty()) {
    PrintRunSummary(session, runs, names);
  } else {
    session.Print(ended, RunTable(session, runs, names, false), text::kNone);
  }
  const bool all_went = std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.state() == RUN_STATE_SUCCEEDED; });
  return all_went ? ExitCode::kOk : ExitCode::kFailed;
}

Result<ExitCode> ListRuns(Session& session, const RunArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto names, MunicipalityNames(session));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListRunsResponse all;
  for (const auto& [id, name] : names) {
    ListRunsRequest request;
    request.set_municipality_id(id);
    request.set_connector_id(arguments.name);
    request.set_page_size(arguments.limit);
    HELHET_ASSIGN_OR_RETURN(const auto page, hub->Ask(hub->connectors, &Connectors::ListRuns, request));
    all.MergeFrom(page);
  }
  all.clear_next_page_token();
  // The newest of all municipalities.
  auto& runs = *all.mutable_runs();
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.start_time() > b.start_time(); });
  if (runs.size() > arguments.limit) runs.DeleteSubrange(arguments.limit, runs.size() - arguments.limit);
  const Language in = session.language();
  Table table({{"start_time", session.Say(text::kStarted), Align::kLeft, true},
               {"connector", session.Say(text::kConnector), Align::kLeft, true},
               {"trigger", session.Say(text::kTrigger)},
               {"read", session.Say(text::kRead), Align::kRight},
               {"stored", session.Say(text::kStored), Align::kRight},
               {"unchanged", session.Say(text::kUnchanged), Align::kRight},
               {"refused", session.Say(text::kRefused), Align::kRight},
               {"state", session.Say(text::kState)}});
  for (const Run& run : runs) {
    Cell name(run.municipality_id() + "/" + run.connector_id());
    name.shown = NameOr(names, run.municipality_id()) + " " + run.connector_id();
    table.Add({Cell::Value(FormatTime(run.start_time(), in), run.start_time()), name, run.trigger(), Cell::Count(run.counters().read(), in),
               Cell::Count(Stored(run.counters()), in), Cell::Count(run.counters().unchanged(), in), Cell::Count(run.counters().refused(), in),
               Cell::Value(RunStateText(run.state(), in), RunStateText(run.state(), Language::kEnglish)).In(run.state() == RUN_STATE_FAILED ? Style::kBad : Style::kPlain)});
  }
  session.Print(all, table, text::kNone);
  return ExitCode::kOk;
}

Result<ExitCode> CancelRun(Session& session, const RunArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, Meant(session, arguments));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  CancelRunRequest request;
  request.set_municipality_id(meant.front().municipality_id());
  request.set_connector_id(meant.front().connector().connector_id());
  HELHET_RETURN_IF_ERROR(hub->Ask(hub->connectors, &Connectors::CancelRun, request).status());
  session.out() << session.Say(text::kCancelAsked, Printable(arguments.name)) << "\n";
  return ExitCode::kOk;
}

Result<ExitCode> ListPlugins(Session& session) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->Ask(hub->connectors, &Connectors::ListPlugins, ListPluginsRequest()));
  Table table({{"name", session.Say(text::kPlugin)},
               {"version", session.Say(text::kVersion)},
               {"contract", session.Say(text::kContract)},
               {"title", session.Say(text::kTitle), Align::kLeft, true},
               {"description", "", Align::kLeft, true}});
  for (const auto& plugin : response.plugins()) table.Add({plugin.name(), plugin.version(), plugin.contract(), plugin.title(), plugin.description()});
  session.Print(response, table, text::kNone);
  if (session.output() == Output::kTable) {
    for (const std::string& problem : response.problems()) session.out() << session.Say(text::kNotAPlugin, Printable(problem)) << "\n";
  }
  return ExitCode::kOk;
}

void AddRunOptions(CLI::App* command, Commands& commands, RunArguments& arguments) {
  command->add_option("NAME", arguments.name, commands.Say(text::kConnectorName));
  command->add_flag("--all", arguments.all, commands.Say(text::kRunAll));
  command->add_flag("--full", arguments.full, commands.Say(text::kRunFull));
  command->add_option("--from", arguments.from, commands.Say(text::kRunFrom))->option_text("DATE")->check(ADate(commands.language()));
}

}  // namespace

void AddConnectorCommands(Commands& commands) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* group = commands.Group("connector", text::kConnectorGroup);
  commands.Add(group, "list", text::kConnectorList, [](Session& session) { return ListConnectors(session); });
  CLI::App* check = commands.Add(group, "check", text::kConnectorCheck, [arguments](Session& session) { return CheckConnector(session, *arguments); });
  check->add_option("NAME", arguments->name, commands.Say(text::kConnectorName))->required();
  AddRunOptions(commands.Add(group, "run", text::kConnectorRun, [arguments](Session& session) { return RunConnectors(session, *arguments); }), commands, *arguments);
  CLI::App* dry_run = commands.Add(group, "dry-run", text::kConnectorDryRun, [arguments](Session& session) {
    arguments->dry_run = true;
    return RunConnectors(session, *arguments);
  });
  AddRunOptions(dry_run, commands, *arguments);
  CLI::App* runs = commands.Add(group, "runs", text::kConnectorRuns, [arguments](Session& session) { return ListRuns(session, *arguments); });
  runs->add_option("NAME", arguments->name, commands.Say(text::kConnectorName));
  runs->add_option("--limit", arguments->limit, commands.Say(text::kRunsLimit))->option_text("N")->check(ANumber(1, 1000, commands.language()));
  CLI::App* cancel = commands.Add(group, "cancel", text::kConnectorCancel, [arguments](Session& session) { return CancelRun(session, *arguments); });
  cancel->add_option("NAME", arguments->name, commands.Say(text::kConnectorName))->required();

  CLI::App* plugins = commands.Group("plugin", text::kPluginGroup);
  commands.Add(plugins, "list", text::kPluginList, [](Session& session) { return ListPlugins(session); });
}

}  // namespace helhet::cli
