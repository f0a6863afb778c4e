#include "core/plugin/executable_image.h"
#include "core/plugin/launch_protocol.h"
#include "core/plugin/supervision_thread.h"
#include "core/plugin/supervisor.h"

namespace helhet::plugin {

// A child that puts up its walls, tells of them, and then finds that what it was given is no plugin.
Result<std::vector<std::string>> Supervisor::ConfinementGaps() {
  HELHET_ASSIGN_OR_RETURN(const auto folder, PrivateFolder::Make(options_.runtime_folder));
  LaunchOrder order{.plugin_name = "probe", .plugin_version = "0.0.0"};
  order.private_folder = folder->work().string();
  order.root_folder = folder->root().string();
  for (const auto& library_folder : options_.library_folders) order.library_folders.push_back(library_folder.string());
  order.sandbox_required = false;
  order.memory_mib = 256;
  order.cpu_seconds = 60;
  HELHET_ASSIGN_OR_RETURN(const std::string launch, EncodeLaunchOrder(order));
  HELHET_ASSIGN_OR_RETURN(const std::string hash, HashFile("/dev/null"));
  HELHET_ASSIGN_OR_RETURN(const Descriptor image, SealedCopy("/dev/null", hash));

  SpawnRequest request;
  request.program = options_.host_program;
  request.arguments = {options_.host_program.filename().string(), "probe"};
  request.environment = {"LANG=C.UTF-8"};
  request.image = image.get();
  const ChildTerms terms{"probe", "none", order.memory_mib, order.cpu_seconds, options_.deadlines};
  HELHET_ASSIGN_OR_RETURN(const auto child, thread_->Start(request, terms, {launch}));
  const Status refused = child->WaitReady();
  const auto parts = child->sandbox();
  if (parts.empty()) return refused;
  std::vector<std::string> gaps;
  for (const SandboxPart& part : parts) {
    if (!part.active) gaps.push_back(part.name + ": " + part.why_not);
  }
  return gaps;
}

}  // namespace helhet::plugin
