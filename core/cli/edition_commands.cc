// editions: what rules, definitions and sheets said before, and what changed between.
#include "core/cli/commands.h"
#include "core/cli/field_changes.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_configuration.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::cli {
namespace {

using Configurations = api::v1::ConfigurationService::Stub;

struct EditionArguments {
  std::string kind;
  std::string resource_id;
  int64_t version = 0;
};

Result<api::v1::ListEditionsResponse> EditionsOf(Session& session, const std::string& municipality_id, const EditionArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::ListEditionsRequest request;
  request.set_municipality_id(municipality_id);
  request.set_kind(arguments.kind);
  request.set_resource_id(arguments.resource_id);
  return hub->AskAll(hub->configuration, &Configurations::ListEditions, request);
}

Result<std::string> MunicipalityWithResource(Session& session, const EditionArguments& arguments) {
  return MunicipalityWith(session, arguments.kind + " '" + arguments.resource_id + "'", "helhet export --kind " + arguments.kind,
                          [&](const std::string& municipality_id) -> Result<bool> {
                            const Status status = EditionsOf(session, municipality_id, arguments).status();
                            if (status.code() == StatusCode::kNotFound) return false;
                            HELHET_RETURN_IF_ERROR(status);
                            return true;
                          });
}

// One row for each edition, or each field that it changed.
Table EditionTable(const api::v1::ListEditionsResponse& response) {
  Table table({{"version", ""}, {"stated_at", ""}, {"path", ""}, {"before", ""}, {"after", ""}});
  for (const auto& edition : response.editions()) {
    const std::vector<Cell> start = {std::to_string(edition.version()), edition.stated_at()};
    if (edition.fields().empty()) {
      std::vector<Cell> row = start;
      row.insert(row.end(), {std::string(), std::string(), std::string()});
      table.Add(std::move(row));
    }
    for (const auto& field : edition.fields()) {
      std::vector<Cell> row = start;
      row.insert(row.end(), {field.path(), field.before(), field.after()});
      table.Add(std::move(row));
    }
  }
  return table;
}

Result<ExitCode> ListEditions(Session& session, const EditionArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string municipality_id, MunicipalityWithResource(session, arguments));
  HELHET_ASSIGN_OR_RETURN(const auto response, EditionsOf(session, municipality_id, arguments));
  if (session.output() != Output::kTable) {
    session.Print(response, EditionTable(response), text::kNoEditions);
    return ExitCode::kOk;
  }
  for (const auto& edition : response.editions()) {
    session.out() << session.paint()(Style::kHeading, session.Say(text::kEditionStated, edition.version(), FormatTime(edition.stated_at(), session.language())))
                  << "\n";
    PrintFieldChanges(session, edition.fields());
  }
  return ExitCode::kOk;
}

Result<ExitCode> ShowEdition(Session& session, const EditionArguments& arguments) {
  HELHET_ASSIGN_OR_RETURN(const std::string municipality_id, MunicipalityWithResource(session, arguments));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::GetEditionRequest request;
  request.set_municipality_id(municipality_id);
  request.set_kind(arguments.kind);
  request.set_resource_id(arguments.resource_id);
  request.set_version(arguments.version);
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->Ask(hub->configuration, &Configurations::GetEdition, request));
  if (session.output() == Output::kJson) {
    session.PrintJson(response);
  } else {
    session.MarkAsComment();
    session.out() << configuration::WriteResources({response.resource()});
  }
  return ExitCode::kOk;
}

}  // namespace

void AddEditionCommands(Commands& commands) {
  auto arguments = std::make_shared<EditionArguments>();
  CLI::App* editions = commands.Add("editions", text::kEditions, [arguments](Session& session) {
    return arguments->version == 0 ? ListEditions(session, *arguments) : ShowEdition(session, *arguments);
  });
  editions->add_option("kind", arguments->kind, commands.Say(text::kEditionsKind))->option_text("KIND")->required();
  editions->add_option("id", arguments->resource_id, commands.Say(text::kEditionsId))->option_text("ID")->required();
  editions->add_option("--show", arguments->version, commands.Say(text::kEditionsShow))->option_text("N")->check(CLI::PositiveNumber);
}

}  // namespace helhet::cli
