// Starts connectors as confined child processes, watches them, and ends them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/plugin/catalogue.h"
#include "core/plugin/child_connection.h"
#include "core/plugin/deadlines.h"
#include "core/plugin/forward_proxy.h"
#include "core/plugin/rate_limiter.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::plugin {

class SupervisionThread;

// What to do when the kernel refuses a part of the confinement.
enum class SandboxPolicy { kRequire, kPrefer };

// A connector instance, as configured.
struct InstanceConfig {
  std::string municipality_id;
  std::string connector_id;
  std::string plugin;
  std::string version;  // empty means the newest
  std::string settings_json;
  std::map<std::string, sdk::Secret> secrets;
};

struct SupervisorOptions {
  std::filesystem::path host_program;                  // helhet-plugin-host
  std::filesystem::path runtime_folder;                // this hub's alone: folders of children; a short path
  std::vector<std::filesystem::path> library_folders;  // where libhelhet-model.so.* is, beside the system's
  std::vector<std::filesystem::path> own_folders;      // the hub's data and store: no connector reads them
  SandboxPolicy sandbox = SandboxPolicy::kRequire;
  std::optional<ForwardProxy> forward_proxy;           // between the hub and the hosts of connectors
  Deadlines deadlines;
  size_t warm_children = 8;  // kept between reads, at most
};

// Thread-safe. Ends all children when it goes; connections must be gone before it.
class Supervisor {
 public:
  // `catalogue` and `limiter` must outlive it.
  static Result<std::unique_ptr<Supervisor>> Start(SupervisorOptions options, const PluginCatalogue& catalogue,
                                                   RateLimiter& limiter);
  ~Supervisor();

  // A child that has described itself as its manifest does, and has taken the settings: a warm one of the
  // same instance with the same settings, or a new one.
  Result<std::unique_ptr<Connection>> Connect(const InstanceConfig& instance);

  // Takes a connection back, to serve the next Connect of the same instance. One that is not fit for it (a
  // call failed or was cancelled, the child ended) is let go instead.
  void KeepWarm(const InstanceConfig& instance, std::unique_ptr<Connection> connection);
  // Ends warm children that have had no work for so long.
  void LetIdleGo(std::chrono::milliseconds idle);

  // What the kernel refuses of the walls around plugins, one part with its reason in each; empty when all are
  // up. Starts a child that only tells that.
  Result<std::vector<std::string>> ConfinementGaps();

  // As Connect, but never a warm child, and with all that is known of it.
  Result<std::unique_ptr<ChildConnection>> StartNew(const InstanceConfig& instance);

 private:
  // What is known of an instance before its child is there.
  struct Prepared;
  // A child between reads, with the instance it is configured for.
  struct Warm;

  Supervisor(SupervisorOptions options, const PluginCatalogue& catalogue, RateLimiter& limiter);
  Result<Prepared> Prepare(const InstanceConfig& instance) const;
  Result<std::unique_ptr<ChildConnection>> Launch(const Prepared& prepared);
  Status CheckSandbox(const Child& child) const;

  const SupervisorOptions options_;
  const PluginCatalogue& catalogue_;
  RateLimiter& limiter_;
  const std::unique_ptr<SupervisionThread> thread_;
  std::mutex mutex_;
  std::vector<Warm> warm_;  // oldest first
};

}  // namespace helhet::plugin
