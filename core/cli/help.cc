#include "core/cli/help.h"

#include "core/cli/display_width.h"
#include "core/cli/texts_help.h"

namespace helhet::cli {
namespace {

constexpr int kIndent = 2;
constexpr int kNameColumns = 22;

// `helhet connector run`.
std::string FullName(const CLI::App* app) {
  const std::string above = app->get_parent() != nullptr ? FullName(app->get_parent()) + " " : "";
  return above + app->get_name();
}

std::string Paragraph(const std::string& text, int width) {
  std::string paragraph;
  for (const std::string& line : Wrap(text, width)) paragraph += line + "\n";
  return paragraph;
}

std::string OptionName(const CLI::Option* option) {
  std::string name = option->get_positional() && !option->nonpositional() ? option->get_name(true) : option->get_name(false, true);
  const bool takes_value = option->nonpositional() && option->get_type_size() != 0;
  return takes_value && !option->get_option_text().empty() ? name + " " + option->get_option_text() : name;
}

std::string Positionals(const CLI::App* app) {
  std::string all;
  for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    const std::string name = option->get_name(true) + (option->get_expected_max() > 1 ? "…" : "");
    all += " " + (option->get_required() ? name : "[" + name + "]");
  }
  return all;
}

}  // namespace

std::string HelpFormatter::Entry(const std::string& name, const std::string& description) const {
  const int text_width = width_ - kIndent - kNameColumns - 2;
  std::string entry = std::string(kIndent, ' ') + name;
  const std::string margin(kIndent + kNameColumns + 2, ' ');
  bool on_name_line = DisplayWidth(name) <= kNameColumns;
  if (on_name_line) entry = PadRight(entry, static_cast<int>(margin.size()));
  for (const std::string& line : Wrap(description, text_width)) {
    entry += (on_name_line ? "" : "\n" + margin) + line;
    on_name_line = false;
  }
  return entry + "\n";
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  const auto commands = app->get_subcommands([](const CLI::App*) { return true; });
  std::string help = Paragraph(app->get_description(), width_) + "\n" + Say(language_, text::kUsage) + ": " + FullName(app) + " " +
                     Say(language_, text::kOptionsWord) + Positionals(app) + (commands.empty() ? "" : " " + Say(language_, text::kCommandWord)) + "\n";
  const auto list = [&](const Text& heading, const std::string& entries) {
    if (!entries.empty()) help += "\n" + Say(language_, heading) + ":\n" + entries;
  };
  std::string entries;
  for (const CLI::App* command : commands) entries += Entry(command->get_name(), command->get_description());
  list(text::kCommands, entries);
  entries.clear();
  for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    entries += Entry(OptionName(option), option->get_description());
  }
  list(text::kArguments, entries);
  entries.clear();
  for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->nonpositional(); })) {
    entries += Entry(OptionName(option), option->get_description());
  }
  list(text::kOptions, entries);
  if (!app->get_footer().empty()) help += "\n" + Paragraph(app->get_footer(), width_);
  return help;
}

std::string ExplainUsage(const CLI::ParseError& error, const CLI::App& app, Language language) {
  const std::string kind = error.get_name(), what = error.what();
  // CLI11 speaks English only; the name of the option is what its sentences have that we need.
  const std::string name = what.substr(0, what.find_first_of(": "));
  std::string extras;
  for (const std::string& extra : app.remaining(/*recurse=*/true)) extras += (extras.empty() ? "" : " ") + Printable(extra);
  const bool lacks_command = kind == "RequiredError" && what.starts_with("A subcommand");
  if (kind == "ExtrasError" || (lacks_command && !extras.empty())) return Say(language, text::kUnexpected, extras);
  if (kind == "RequiredError") return lacks_command ? Say(language, text::kCommandMissing) : Say(language, text::kArgumentMissing, name);
  if (kind == "ArgumentMismatch") return Say(language, text::kValueMissing, name);
  if (kind == "ExcludesError") return Say(language, text::kNotTogether, name, what.substr(what.rfind(' ') + 1));
  // A check of our own says what it wants in the reader's language.
  if (kind == "ValidationError") return what;
  if (kind == "ConversionError") return Say(language, text::kBadValue, what.substr(what.find(": ") == std::string::npos ? 0 : what.find(": ") + 2));
  return what;
}

}  // namespace helhet::cli
