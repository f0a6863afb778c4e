#include "core/cli/commands.h"

namespace helhet::cli {

CLI::App* Commands::Group(const char* name, const Text& description) {
  CLI::App* group = app_.add_subcommand(name, Say(description));
  group->require_subcommand(1);
  return group;
}

CLI::App* Commands::Add(CLI::App* above, const char* name, const Text& description, Command command) {
  CLI::App* added = above->add_subcommand(name, Say(description));
  added->callback([this, command = std::move(command)] { chosen_ = command; });
  return added;
}

}  // namespace helhet::cli
