#include "core/cli/command_line.h"

#include <algorithm>
#include <map>

#include "core/cli/commands.h"
#include "core/cli/display_width.h"
#include "core/cli/help.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_help.h"
#include "core/cli/validators.h"

namespace helhet::cli {
namespace {

const std::map<std::string, Language> kLanguages = {{"nb", Language::kBokmaal}, {"nn", Language::kNynorsk}, {"en", Language::kEnglish}};
const std::map<std::string, Output> kOutputs = {{"table", Output::kTable}, {"json", Output::kJson}, {"csv", Output::kCsv}};

// Help is in the reader's language too, so the language is found before anything else is read.
Language FindLanguage(const std::vector<std::string>& arguments, const Surroundings& around) {
  std::string name = around.environment("HELHET_LANG");
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) name = arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) name = arguments[i].substr(7);
  }
  const auto language = kLanguages.find(name);
  return language == kLanguages.end() ? Language::kBokmaal : language->second;
}

void AddOptions(CLI::App& app, Options& options, std::string& output, std::string& language) {
  const Language in = options.language;
  app.set_help_flag("-h,--help", Say(in, text::kHelpOption));
  app.set_version_flag("--version", "helhet " HELHET_VERSION, Say(in, text::kVersionOption));
  auto* data = app.add_option("--data", options.data, Say(in, text::kDataOption))->option_text("DIR");
  app.add_option("--client", options.client, Say(in, text::kClientOption))->option_text("FILE")->excludes(data);
  app.add_option("--municipality", options.municipality, Say(in, text::kMunicipalityOption))->option_text("ID");
  app.add_option("--output", output, Say(in, text::kOutputOption))->option_text("FORM")->check(OneOf({"table", "json", "csv"}, in));
  app.add_option("--lang", language, Say(in, text::kLanguageOption))->option_text("LANG")->check(OneOf({"nb", "nn", "en"}, in));
}

void AddCommands(Commands& commands) {
  AddConfigurationCommands(commands);
  AddEditionCommands(commands);
  AddConnectorCommands(commands);
  AddMeasureCommands(commands);
  AddSheetCommands(commands);
  AddReportCommands(commands);
  AddBenefitCommands(commands);
  AddDeliveryCommands(commands);
  AddExportCommands(commands);
  AddQuarantineCommands(commands);
  AddHubCommands(commands);
}

// The words of the command that was begun: `helhet connector run`.
std::string Begun(const CLI::App& app) {
  std::string name = app.get_name();
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    name += " " + at->get_name();
  }
  return name;
}

}  // namespace

ExitCode RunCommandLine(const std::vector<std::string>& arguments, Surroundings& around) {
  Options options;
  options.language = FindLanguage(arguments, around);
  const Language in = options.language;
  CLI::App app(Say(in, text::kAbout), "helhet");
  app.formatter(std::make_shared<HelpFormatter>(in, std::clamp(around.width, 60, 100)));
  app.fallthrough();  // options of every command may stand anywhere
  app.require_subcommand(1);
  std::string output = "table", language;
  AddOptions(app, options, output, language);
  Commands commands(app, in);
  AddCommands(commands);
  // After the commands, which would take it over.
  app.footer(Say(in, text::kAboutExitCodes) + "\n\n" + Say(in, text::kAboutOutput));
  try {
    // CLI11 takes them from the back.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    around.out << app.help();
    return ExitCode::kOk;
  } catch (const CLI::CallForVersion& version) {
    around.out << version.what() << "\n";
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    around.err << Say(in, text::kError) << ": " << Printable(ExplainUsage(error, app, in)) << "\n" << Say(in, text::kSeeHelp, Begun(app)) << "\n";
    return ExitCode::kUsage;
  }
  options.output = kOutputs.at(output);
  Session session(around, options);
  const auto exit_code = commands.chosen()(session);
  session.Flush();
  if (exit_code.ok()) return *exit_code;
  session.PrintFailure(exit_code.status());
  return ExitCodeOf(exit_code.status());
}

}  // namespace helhet::cli
