// Starts connectors as confined child processes, watches them, and ends them.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/plugin/catalogue.h"
#include "core/plugin/connection.h"
#include "core/plugin/rate_limiter.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::plugin {

class SupervisionThread;
class ChildConnection;

// What to do when the kernel refuses a part of the confinement.
enum class SandboxPolicy { kRequire, kPrefer };

// A connector instance, as configured. `plugin` and `version` choose the plugin; the newest when empty.
struct InstanceConfig {
  std::string municipality_id;
  std::string connector_id;
  std::string plugin;
  std::string version;
  std::string settings_json;
  std::map<std::string, sdk::Secret> secrets;
};

// Deadlines of a child. The defaults are the hub's; tests shorten them.
struct Deadlines {
  std::chrono::milliseconds ready{std::chrono::seconds(20)};        // from spawn to ready
  std::chrono::milliseconds call{std::chrono::seconds(60)};         // Describe, Configure, Check, Discover
  std::chrono::milliseconds hang{std::chrono::minutes(5)};          // no batch and no progress
  std::chrono::milliseconds heartbeat{std::chrono::seconds(15)};    // no sign of the process itself
  std::chrono::milliseconds terminate{std::chrono::seconds(5)};     // from cancel to SIGTERM
  std::chrono::milliseconds kill{std::chrono::seconds(10)};         // from cancel to SIGKILL
};

struct SupervisorOptions {
  std::filesystem::path host_program;                 // helhet-plugin-host
  std::filesystem::path runtime_folder;               // private folders of children are made here; short
  std::vector<std::filesystem::path> library_folders; // where libhelhet-model.so.* is, beside the system's
  SandboxPolicy sandbox = SandboxPolicy::kRequire;
  Deadlines deadlines;
  size_t warm_children = 8;                           // kept between reads, at most
};

// Thread-safe. Ends all children when it goes; connections must be gone before it.
class Supervisor {
 public:
  // `catalogue` and `limiter` must outlive it.
  static Result<std::unique_ptr<Supervisor>> Start(SupervisorOptions options, const PluginCatalogue& catalogue,
                                                   RateLimiter& limiter);
  ~Supervisor();

  // A child that has described itself as its manifest does, and has taken the settings: a warm one of the
  // same instance and the same settings, or a new one.
  Result<std::unique_ptr<Connection>> Connect(const InstanceConfig& instance);

  // Takes a connection back to serve the next Connect of the same instance. One that is not fit for it (a
  // call failed or was cancelled, the child ended) is let go instead.
  void KeepWarm(std::unique_ptr<Connection> connection);

 private:
  Supervisor(SupervisorOptions options, const PluginCatalogue& catalogue, RateLimiter& limiter);

  const SupervisorOptions options_;
  const PluginCatalogue& catalogue_;
  RateLimiter& limiter_;
  std::unique_ptr<SupervisionThread> thread_;
  struct WarmChildren;
  std::unique_ptr<WarmChildren> warm_;
};

}  // namespace helhet::plugin
