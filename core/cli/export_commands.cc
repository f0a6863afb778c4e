// exports: figures that go out as files.
#include "core/cli/commands.h"
#include "core/cli/filing_text.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_connector.h"
#include "core/cli/texts_delivery.h"
#include "core/cli/written_file.h"

namespace helhet::cli {
namespace {

using namespace api::v1;  // NOLINT: this file is about these messages
using Exports = ExportService::Stub;

struct ExportArguments {
  std::string name;
  std::string file;
};

Result<ListExportsResponse> ExportsOf(Session& session, const std::string& municipality_id) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ListExportsRequest request;
  request.set_municipality_id(municipality_id);
  return hub->AskAll(hub->exports, &Exports::ListExports, request);
}

Result<std::string> MunicipalityWithExport(Session& session, const std::string& export_id) {
  return MunicipalityWith(session, session.Say(text::kExportColumn) + " '" + export_id + "'", "helhet exports list", [&](const std::string& municipality_id) -> Result<bool> {
    HELHET_ASSIGN_OR_RETURN(const auto listed, ExportsOf(session, municipality_id));
    for (const auto& standing : listed.exports()) {
      if (standing.export_().export_id() == export_id) return true;
    }
    return false;
  });
}

// How the last file went: why it could not be made, or where it is.
Cell LastCell(Session& session, const ExportStanding& standing) {
  if (standing.has_problem()) return Cell(session.Say(text::kExportNotMade, standing.problem().what())).In(Style::kBad);
  if (!standing.has_last_delivery()) return Cell("–").In(Style::kFaint);
  const Delivery& last = standing.last_delivery();
  return FilingCell(last.state(), FormatTime(last.send_time(), session.language()), last.problem(), session.language(), last.event());
}

Result<ExitCode> ListExports(Session& session) {
  HELHET_ASSIGN_OR_RETURN(const auto meant, MunicipalitiesMeant(session));
  ListExportsResponse all;
  Table table({{"export_id", "", Align::kLeft, false, true},
               {"title", session.Say(text::kExportColumn), Align::kLeft, true},
               {"connector_id", session.Say(text::kConnector), Align::kLeft, true},
               {"next_time", session.Say(text::kNextRun)},
               {"last", session.Say(text::kExportLast), Align::kLeft, true}});
  for (const auto& municipality : meant) {
    HELHET_ASSIGN_OR_RETURN(const auto listed, ExportsOf(session, municipality.municipality_id()));
    for (const auto& standing : listed.exports()) {
      const auto& stated = standing.export_();
      Cell title = Cell::Titled(stated.title(), stated.export_id());
      title.plain = stated.title();
      Cell next = standing.next_time().empty() ? Cell(session.Say(text::kByHand)).In(Style::kFaint) : Cell(FormatTime(standing.next_time(), session.language()));
      next.plain = standing.next_time();
      table.Add({stated.export_id(), title, stated.connector_id(), next, LastCell(session, standing)});
    }
    all.MergeFrom(listed);
  }
  session.Print(all, table, text::kNoExports);
  return ExitCode::kOk;
}

Result<ExitCode> RunExport(Session& session, const ExportArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWithExport(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  RunExportRequest request;
  request.set_municipality_id(owner);
  request.set_export_id(arguments.name);
  HELHET_ASSIGN_OR_RETURN(const auto answer, hub->Ask(hub->exports, &Exports::RunExport, request, kWork));
  if (session.output() == Output::kJson) {
    session.PrintJson(answer);
  } else {
    session.out() << session.Say(text::kExportQueued, answer.delivery().delivery_id()) << "\n";
  }
  return ExitCode::kOk;
}

Result<ExitCode> ShowExport(Session& session, const ExportArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string owner, MunicipalityWithExport(session, arguments.name));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  PreviewExportRequest request;
  request.set_municipality_id(owner);
  request.set_export_id(arguments.name);
  std::string file, media_type;
  const std::function<void(const PreviewExportResponse&)> add = [&](const PreviewExportResponse& piece) {
    file += piece.data();
    media_type += piece.media_type();
  };
  HELHET_RETURN_IF_ERROR(hub->Watch(hub->exports, &Exports::PreviewExport, request, add));
  session.LeaveUnmarked();  // the file's rows have marks of their own
  if (!arguments.file.empty()) {
    HELHET_RETURN_IF_ERROR(WriteFile(session, arguments.file, file));
    session.out() << session.Say(text::kExportWritten, arguments.file, FormatCount(static_cast<int64_t>(file.size()), session.language())) << "\n";
    return ExitCode::kOk;
  }
  if (session.around().out_is_terminal && media_type.starts_with("application/vnd.")) {
    return InvalidArgument(session.Say(text::kWorkbookNeedsFile)).WithReason("no_file").WithRemedy(session.Say(text::kExportNameFile));
  }
  session.out() << file;
  return ExitCode::kOk;
}

}  // namespace

void AddExportCommands(Commands& commands) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* group = commands.Group("exports", text::kExportsGroup);
  commands.Add(group, "list", text::kExportsList, [](Session& session) { return ListExports(session); });
  CLI::App* run = commands.Add(group, "run", text::kExportsRun, [arguments](Session& session) { return RunExport(session, *arguments); });
  run->add_option("NAME", arguments->name, commands.Say(text::kExportName))->required();
  CLI::App* show = commands.Add(group, "show", text::kExportsShow, [arguments](Session& session) { return ShowExport(session, *arguments); });
  show->add_option("NAME", arguments->name, commands.Say(text::kExportName))->required();
  show->add_option("--out", arguments->file, commands.Say(text::kExportOut))->option_text("FILE");
}

}  // namespace helhet::cli
