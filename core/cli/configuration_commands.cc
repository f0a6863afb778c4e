// apply, export and check: configuration as files.
#include <algorithm>
#include <map>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/field_changes.h"
#include "core/cli/number_format.h"
#include "core/cli/offline_checks.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_configuration.h"
#include "core/cli/validators.h"
#include "core/configuration/validate.h"
#include "core/configuration/yaml_resources.h"

namespace helhet::cli {
namespace {

using api::v1::ApplyConfigurationRequest;
using api::v1::ApplyConfigurationResponse;
using Configurations = api::v1::ConfigurationService::Stub;

// Where files are, and what their variables are.
struct Files {
  std::string path;
  std::vector<std::string> settings;
  bool dry_run = false;
  std::string plugins;
};

// Names of new things: the columns before them and the lines they may take.
constexpr int kHeadingColumns = 22;
constexpr int kCountColumns = 4;
constexpr int kNamesIndent = 2 + kHeadingColumns + kCountColumns + 2;
constexpr size_t kNameLines = 2;

Result<configuration::Resources> Load(const Files& files) {
  configuration::Variables variables;
  for (const std::string& setting : files.settings) {
    const size_t equals = setting.find('=');
    variables[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  return configuration::LoadResources(files.path, variables);
}

std::string ActionName(api::v1::ChangeAction action) {
  return action == api::v1::CHANGE_ACTION_CREATED ? "created" : action == api::v1::CHANGE_ACTION_UPDATED ? "updated" : "unchanged";
}

// One row for each change, or each field that differs.
Table ChangeTable(const ApplyConfigurationResponse& response) {
  Table table({{"municipality_id", ""}, {"kind", ""}, {"resource_id", ""}, {"action", ""}, {"path", ""}, {"before", ""}, {"after", ""}});
  for (const auto& change : response.changes()) {
    const std::vector<Cell> start = {change.municipality_id(), change.kind(), change.resource_id(), ActionName(change.action())};
    if (change.fields().empty()) table.Add(start);
    for (const auto& field : change.fields()) {
      std::vector<Cell> row = start;
      row.insert(row.end(), {field.path(), field.before(), field.after()});
      table.Add(std::move(row));
    }
  }
  return table;
}

// New things of one kind on one or two lines: the first apply of a municipality states a hundred, and each of
// them is in the files and in --output json.
void PrintCreated(Session& session, const ApplyConfigurationResponse& response) {
  std::map<std::string, std::pair<int, std::string>> groups;  // by municipality and kind: how many, which
  std::vector<std::string> order;
  for (const auto& change : response.changes()) {
    if (change.action() != api::v1::CHANGE_ACTION_CREATED) continue;
    const std::string heading = change.municipality_id() + " " + change.kind();
    auto& [count, names] = groups[heading];
    if (count == 0) order.push_back(heading);
    names += (count++ == 0 ? "" : ", ") + Printable(change.resource_id());
  }
  // What a municipality gets stands together.
  std::stable_sort(order.begin(), order.end(), [](const auto& one, const auto& other) {
    return one.substr(0, one.find(' ')) < other.substr(0, other.find(' '));
  });
  for (const std::string& heading : order) {
    const auto& [count, names] = groups.at(heading);
    std::vector<std::string> lines = Wrap(names, session.around().width - kNamesIndent - 2);
    if (lines.size() > kNameLines) {
      lines.resize(kNameLines);
      lines.back() += " …";
    }
    session.out() << session.paint()(Style::kGood, "+ ") << PadRight(heading, kHeadingColumns) << PadLeft(std::to_string(count), kCountColumns) << "  ";
    for (size_t i = 0; i < lines.size(); ++i) session.out() << (i == 0 ? "" : std::string(kNamesIndent, ' ')) << lines[i] << "\n";
  }
}

// What a person reads: which things are new; and of those that differ, field by field what it was and is.
void PrintChanges(Session& session, const ApplyConfigurationResponse& response, bool dry_run) {
  const Painter paint = session.paint();
  std::map<api::v1::ChangeAction, int> counts;
  PrintCreated(session, response);
  for (const auto& change : response.changes()) {
    ++counts[change.action()];
    if (change.action() != api::v1::CHANGE_ACTION_UPDATED) continue;
    session.out() << paint(Style::kWarning, "~ ") << change.municipality_id() << " " << change.kind() << " " << Printable(change.resource_id()) << "\n";
    PrintFieldChanges(session, change.fields());
  }
  session.out() << session.Say(dry_run ? text::kChangesWould : text::kChangesMade, counts[api::v1::CHANGE_ACTION_CREATED],
                               counts[api::v1::CHANGE_ACTION_UPDATED], counts[api::v1::CHANGE_ACTION_UNCHANGED])
                << "\n";
}

Result<ExitCode> Apply(Session& session, const Files& files) {
  HELHET_ASSIGN_OR_RETURN(const auto resources, Load(files));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  ApplyConfigurationRequest request;
  for (const auto& resource : resources) *request.add_resources() = resource;
  request.set_validate_only(files.dry_run);
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->Ask(hub->configuration, &Configurations::ApplyConfiguration, request, kWork));
  for (const auto& resource : resources) {
    if (resource.has_municipality()) session.Learn(resource.municipality_id(), resource.municipality().name());
  }
  if (session.output() == Output::kTable) {
    PrintChanges(session, response, files.dry_run);
  } else {
    session.Print(response, ChangeTable(response), text::kNone);
  }
  return ExitCode::kOk;
}

Result<ExitCode> Export(Session& session, const std::vector<std::string>& kinds) {
  if (session.output() == Output::kCsv) return InvalidArgument(session.Say(text::kExportAsCsv));
  HELHET_ASSIGN_OR_RETURN(Hub* const hub, session.hub());
  api::v1::ExportConfigurationRequest request;
  HELHET_ASSIGN_OR_RETURN(*request.mutable_municipality_id(), session.chosen_municipality());
  for (const std::string& kind : kinds) request.add_kinds(kind);
  HELHET_ASSIGN_OR_RETURN(const auto response, hub->Ask(hub->configuration, &Configurations::ExportConfiguration, request));
  if (session.output() == Output::kJson) {
    session.PrintJson(response);
  } else {
    session.MarkAsComment();
    for (const auto& resource : response.resources()) {
      if (resource.has_municipality()) session.Learn(resource.municipality_id(), resource.municipality().name());
    }
    session.out() << configuration::WriteResources({response.resources().begin(), response.resources().end()});
  }
  return ExitCode::kOk;
}

Result<ExitCode> Check(Session& session, const Files& files) {
  HELHET_ASSIGN_OR_RETURN(const auto resources, Load(files));
  std::map<std::string, bool> has_municipality;
  for (const auto& resource : resources) has_municipality[resource.municipality_id()] |= resource.has_municipality();
  const configuration::ResourceChecks checks = OfflineChecks(files.plugins);
  configuration::Faults faults;
  for (const auto& [id, is_whole] : has_municipality) {
    configuration::Configuration all(id, is_whole);
    for (const auto& resource : resources) {
      if (resource.municipality_id() == id) all.AddStated(resource, faults);
    }
    configuration::Validate(all, checks, faults);
    if (!is_whole) session.err() << session.Say(text::kCheckedInPart, Printable(id)) << "\n";
  }
  HELHET_RETURN_IF_ERROR(faults.ToStatus());
  session.out() << session.Say(text::kFilesInOrder, FormatCount(static_cast<int64_t>(resources.size()), session.language())) << "\n";
  return ExitCode::kOk;
}

void AddFileOptions(CLI::App* command, Commands& commands, Language language, Files& files) {
  command->add_option("-f,--file", files.path, commands.Say(text::kApplyFile))->option_text("PATH")->required();
  command->add_option("--set", files.settings, commands.Say(text::kApplySet))->option_text("NAME=VALUE")->check(ASetting(language))->allow_extra_args(false);
}

}  // namespace

void AddConfigurationCommands(Commands& commands) {
  auto files = std::make_shared<Files>();
  CLI::App* apply = commands.Add("apply", text::kApply, [files](Session& session) { return Apply(session, *files); });
  AddFileOptions(apply, commands, commands.language(), *files);
  apply->add_flag("--dry-run", files->dry_run, commands.Say(text::kApplyDryRun));

  auto kinds = std::make_shared<std::vector<std::string>>();
  CLI::App* exported = commands.Add("export", text::kExport, [kinds](Session& session) { return Export(session, *kinds); });
  exported->add_option("--kind", *kinds, commands.Say(text::kExportKind))->option_text("KIND")->allow_extra_args(false);

  auto checked = std::make_shared<Files>();
  CLI::App* check = commands.Add("check", text::kCheck, [checked](Session& session) { return Check(session, *checked); });
  AddFileOptions(check, commands, commands.language(), *checked);
  check->add_option("--plugins", checked->plugins, commands.Say(text::kCheckPlugins))->option_text("DIR");
}

}  // namespace helhet::cli
