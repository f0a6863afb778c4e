// A hub with one child, for orphan_test: starts it, has it read and heed nothing, tells its process id, and
// waits to be killed.
#include <cstdio>
#include <cstdlib>

#include <unistd.h>

#include "core/plugin/supervisor.h"

int main(int, char** arguments) {
  using namespace helhet::plugin;
  const PluginCatalogue catalogue({arguments[1]});
  RateLimiter limiter;
  SupervisorOptions options;
  options.host_program = arguments[2];
  options.runtime_folder = arguments[3];
  options.library_folders = {arguments[4]};
  auto supervisor = Supervisor::Start(options, catalogue, limiter);
  if (!supervisor.ok()) return EXIT_FAILURE;
  InstanceConfig instance;
  instance.plugin = "faulty";
  instance.settings_json = R"({"fault": "ignore_cancel"})";
  const auto connection = (*supervisor)->StartNew(instance);
  if (!connection.ok()) return EXIT_FAILURE;
  const auto session = (*connection)->Read({});
  if (!session.ok() || !(*session)->Next().ok()) return EXIT_FAILURE;
  // Standard output carries the log as well; the number has a descriptor of its own.
  dprintf(STDIN_FILENO, "%d\n", (*connection)->child().pid());
  pause();
}
