// status and token: the hub itself.
#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_connector.h"
#include "core/cli/texts_measure.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

using HubStub = api::v1::HubService::Stub;

struct TokenArguments {
  std::string title;
  std::string role;
  std::string scope;
  int days = 0;
  std::vector<std::string> groups;
};

Table StatusTable(const Session& session, const api::v1::GetStatusResponse& status) {
  const Language in = session.language();
  Table table({{"municipality_id", session.Say(text::kNumber)},
               {"name", session.Say(text::kMunicipality), Align::kLeft, true},
               {"connectors", session.Say(text::kConnectors), Align::kRight},
               {"failing_connectors", session.Say(text::kFailing), Align::kRight},
               {"facts", session.Say(text::kFacts), Align::kRight},
               {"waiting_facts", session.Say(text::kWaiting), Align::kRight},
               {"quarantined", session.Say(text::kQuarantined), Align::kRight},
               {"dirty_cells", session.Say(text::kDirty), Align::kRight}});
  for (const auto& one : status.municipalities()) {
    Cell failing = Cell::Count(one.failing_connectors(), in);
    if (one.failing_connectors() > 0) failing.style = Style::kBad;
    table.Add({one.municipality().municipality_id(), one.municipality().name(), Cell::Count(one.connectors(), in), failing, Cell::Count(one.facts(), in),
               Cell::Count(one.waiting_facts(), in), Cell::Count(one.quarantined(), in), Cell::Count(one.dirty_cells(), in)});
  }
  return table;
}

Result<ExitCode> ShowStatus(Session& session) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  HELHET_ASSIGN_OR_RETURN(const auto status, hub->Ask(hub->hub, &HubStub::GetStatus, api::v1::GetStatusRequest()));
  for (const auto& one : status.municipalities()) session.Learn(one.municipality().municipality_id(), one.municipality().name());
  const bool is_for_people = session.output() == Output::kTable;
  if (is_for_people) {
    session.out() << session.Say(text::kHubLine, Printable(status.version()), FormatTime(status.start_time(), session.language())) << "\n"
                  << session.Say(text::kStoreLine, Printable(status.store())) << "\n";
    for (const std::string& gap : status.confinement_gaps()) {
      session.out() << session.paint()(Style::kWarning, session.Say(text::kConfinementGap, Printable(gap))) << "\n";
    }
    session.out() << "\n";
  }
  session.Print(status, StatusTable(session, status), text::kNothingStated);
  if (!is_for_people) return ExitCode::kOk;
  for (const auto& one : status.municipalities()) {
    for (const std::string& measure : one.silent_measures()) {
      session.out() << session.paint()(Style::kWarning, session.Say(text::kSilent, Printable(one.municipality().name()), Printable(measure))) << "\n";
    }
  }
  return ExitCode::kOk;
}

Result<ExitCode> CreateToken(Session& session, const TokenArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::CreateTokenRequest request;
  request.set_municipality_id(arguments.scope);
  if (arguments.scope.empty()) {
    HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), MunicipalityMeant(session, "token"));
  }
  request.set_title(arguments.title);
  request.set_role(arguments.role);
  request.set_days(arguments.days);
  request.mutable_groups()->Add(arguments.groups.begin(), arguments.groups.end());
  HELHET_ASSIGN_OR_RETURN(const auto token, hub->Ask(hub->hub, &HubStub::CreateToken, request));
  if (session.output() == Output::kTable) {
    // The token alone on the output stream, so that a script can put it where it belongs.
    session.err() << session.Say(text::kTokenMade, FormatTime(token.expire_time(), session.language())) << "\n";
    session.out() << token.token() << "\n";
    session.LeaveUnmarked();
    return ExitCode::kOk;
  }
  Table table({{"token_id", ""}, {"token", ""}, {"expire_time", ""}});
  table.Add({token.token_id(), token.token(), Cell::Value("", token.expire_time())});
  session.Print(token, table, text::kNone);
  return ExitCode::kOk;
}

}  // namespace

void AddHubCommands(Commands& commands) {
  auto arguments = std::make_shared<TokenArguments>();
  CLI::App* tokens = commands.Group("token", text::kTokenGroup);
  CLI::App* create = commands.Add(tokens, "create", text::kTokenCreate, [arguments](Session& session) { return CreateToken(session, *arguments); });
  create->add_option("--title", arguments->title, commands.Say(text::kTokenTitle))->option_text("TEXT")->required();
  create->add_option("--role", arguments->role, commands.Say(text::kTokenRole))->option_text("ROLE")->required();
  create->add_option("--for", arguments->scope, commands.Say(text::kTokenScope))->option_text("ID");
  create->add_option("--days", arguments->days, commands.Say(text::kTokenDays))->option_text("N")->check(ANumber(1, 1095, commands.language()));
  create->add_option("--group", arguments->groups, commands.Say(text::kTokenGroups))->option_text("NAME");

  commands.Add("status", text::kStatusCommand, [](Session& session) { return ShowStatus(session); });
}

}  // namespace helhet::cli
