// The tree of commands: each file of commands adds its own to it.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

#include "core/cli/session.h"

namespace helhet::cli {

// Does what was asked for, once all arguments are read.
using Command = std::function<Result<ExitCode>(Session&)>;

class Commands {
 public:
  Commands(CLI::App& app, Language language) : app_(app), language_(language) {}

  // A word that only has words below it: `connector`.
  CLI::App* Group(const char* name, const Text& description);
  // A command, at the top or below a group.
  CLI::App* Add(CLI::App* above, const char* name, const Text& description, Command command);
  CLI::App* Add(const char* name, const Text& description, Command command) { return Add(&app_, name, description, std::move(command)); }

  // A text without values.
  std::string Say(const Text& text) const { return cli::Say(language_, text); }
  Language language() const { return language_; }
  // The command that was written; empty when none was.
  const Command& chosen() const { return chosen_; }

 private:
  CLI::App& app_;
  Language language_;
  Command chosen_;
};

void AddConfigurationCommands(Commands& commands);
void AddEditionCommands(Commands& commands);
void AddConnectorCommands(Commands& commands);
void AddMeasureCommands(Commands& commands);
void AddSheetCommands(Commands& commands);
void AddYearCommands(Commands& commands, CLI::App* sheets);
void AddSheetChangeCommands(Commands& commands, CLI::App* sheets);
void AddSheetCommentCommands(Commands& commands, CLI::App* sheets);
void AddAttentionCommands(Commands& commands, CLI::App* sheets);
void AddRankCommands(Commands& commands, CLI::App* sheets);
void AddReportCommands(Commands& commands);
void AddRenderCommand(Commands& commands, CLI::App* sheets);
void AddBenefitCommands(Commands& commands);
void AddDeliveryCommands(Commands& commands);
void AddExportCommands(Commands& commands);
void AddQuarantineCommands(Commands& commands);
void AddHubCommands(Commands& commands);

}  // namespace helhet::cli
