// report: what a unit measures, does and gains in a period.
#include "core/cli/commands.h"
#include "core/cli/municipalities.h"
#include "core/cli/report_page.h"
#include "core/cli/texts_report.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

struct ReportArguments {
  std::string unit;
  std::string period;
};

Result<ExitCode> ShowReport(Session& session, const ReportArguments& arguments) {
  api::v1::ReportUnitRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityMeant(session, "report"));
  request.set_unit_id(arguments.unit);
  request.set_period(arguments.period);
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto report, hub->Ask(hub->reports, &api::v1::ReportService::Stub::ReportUnit, request));
  PrintReport(session, report);
  return ExitCode::kOk;
}

}  // namespace

void AddReportCommands(Commands& commands) {
  auto arguments = std::make_shared<ReportArguments>();
  CLI::App* report = commands.Add("report", text::kReportCommand, [arguments](Session& session) { return ShowReport(session, *arguments); });
  report->add_option("--unit", arguments->unit, commands.Say(text::kReportUnitOption))->option_text("ID")->required();
  report->add_option("--period", arguments->period, commands.Say(text::kReportPeriodOption))->option_text("PERIOD")->required()->check(APeriod(commands.language()));
}

}  // namespace helhet::cli
