#include "core/plugin/supervisor.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <openssl/rand.h>

#include "core/log.h"
#include "core/plugin/contract_check.h"
#include "core/plugin/egress_proxy.h"
#include "core/plugin/executable_image.h"
#include "core/plugin/launch_protocol.h"
#include "core/plugin/permissions.h"
#include "core/plugin/supervision_thread.h"

namespace helhet::plugin {
namespace {

std::string RandomSecret() {
  std::string bytes(16, '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  return HashBytes(bytes);
}

// Everything that a configured child depends on. It holds secrets, and stays in memory.
std::string Identity(const InstanceConfig& instance, const InstalledPlugin& plugin) {
  std::string identity;
  const auto add = [&](const std::string& part) { identity += std::to_string(part.size()) + ":" + part; };
  add(instance.municipality_id);
  add(instance.connector_id);
  add(plugin.manifest.sha256);
  add(plugin.executable_sha256);
  add(instance.settings_json);
  for (const auto& [name, secret] : instance.secrets) {
    add(name);
    add(secret.reveal());
  }
  return HashBytes(identity);
}

std::string LibraryPath(const std::vector<std::filesystem::path>& folders) {
  std::string path;
  for (const auto& folder : folders) path += (path.empty() ? "" : ":") + folder.string();
  return path;
}

}  // namespace

struct Supervisor::Prepared {
  InstalledPlugin plugin;
  Permissions permissions;
  v1::ConfigureRequest configure;
  std::string label;
  std::string identity;
};

struct Supervisor::Warm {
  std::string identity;
  std::unique_ptr<ChildConnection> connection;
  std::chrono::steady_clock::time_point since;
};

Result<std::unique_ptr<Supervisor>> Supervisor::Start(SupervisorOptions options, const PluginCatalogue& catalogue,
                                                      RateLimiter& limiter) {
  std::error_code error;
  std::filesystem::create_directories(options.runtime_folder, error);
  std::filesystem::permissions(options.runtime_folder, std::filesystem::perms::owner_all, error);
  if (error) return Unavailable("runtime folder " + options.runtime_folder.string() + ": " + error.message());
  PrivateFolder::RemoveLeftovers(options.runtime_folder);
  if (!std::filesystem::exists(options.host_program)) {
    return NotFound("plugin host " + options.host_program.string() + ": not there");
  }
  return std::unique_ptr<Supervisor>(new Supervisor(std::move(options), catalogue, limiter));
}

Supervisor::Supervisor(SupervisorOptions options, const PluginCatalogue& catalogue, RateLimiter& limiter)
    : options_(std::move(options)),
      catalogue_(catalogue),
      limiter_(limiter),
      thread_(std::make_unique<SupervisionThread>()) {}

Supervisor::~Supervisor() = default;

Result<std::unique_ptr<Connection>> Supervisor::Connect(const InstanceConfig& instance) {
  HELHET_ASSIGN_OR_RETURN(const Prepared prepared, Prepare(instance));
  {
    std::lock_guard lock(mutex_);
    std::erase_if(warm_, [](const Warm& warm) { return !warm.connection->reusable(); });
    const auto found = std::find_if(warm_.begin(), warm_.end(),
                                    [&](const Warm& warm) { return warm.identity == prepared.identity; });
    if (found != warm_.end()) {
      std::unique_ptr<Connection> connection = std::move(found->connection);
      warm_.erase(found);
      return connection;
    }
  }
  HELHET_ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection, Launch(prepared));
  return connection;
}

Result<std::unique_ptr<ChildConnection>> Supervisor::StartNew(const InstanceConfig& instance) {
  HELHET_ASSIGN_OR_RETURN(const Prepared prepared, Prepare(instance));
  return Launch(prepared);
}

void Supervisor::KeepWarm(const InstanceConfig& instance, std::unique_ptr<Connection> connection) {
  auto* child = dynamic_cast<ChildConnection*>(connection.get());
  const auto prepared = Prepare(instance);
  if (child == nullptr || !child->reusable() || !prepared.ok() || options_.warm_children == 0) return;
  connection.release();
  std::lock_guard lock(mutex_);
  if (warm_.size() >= options_.warm_children) warm_.erase(warm_.begin());
  warm_.push_back({prepared->identity, std::unique_ptr<ChildConnection>(child), std::chrono::steady_clock::now()});
}

void Supervisor::LetIdleGo(std::chrono::milliseconds idle) {
  const auto oldest = std::chrono::steady_clock::now() - idle;
  std::vector<Warm> gone;  // ended outside the lock: it may take a moment
  const std::lock_guard lock(mutex_);
  const auto kept = std::find_if(warm_.begin(), warm_.end(), [&](const Warm& warm) { return warm.since > oldest; });
  std::move(warm_.begin(), kept, std::back_inserter(gone));
  warm_.erase(warm_.begin(), kept);
}

Result<Supervisor::Prepared> Supervisor::Prepare(const InstanceConfig& instance) const {
  Prepared prepared;
  HELHET_ASSIGN_OR_RETURN(prepared.plugin, catalogue_.Find(instance.plugin, instance.version));
  const Manifest& manifest = prepared.plugin.manifest;
  HELHET_RETURN_IF_ERROR(ValidateSettings(manifest, instance.settings_json, instance.secrets));
  HELHET_ASSIGN_OR_RETURN(prepared.permissions, ResolvePermissions(manifest, instance.settings_json));
  HELHET_RETURN_IF_ERROR(RefuseOwnFolders(prepared.permissions, options_.own_folders));
  prepared.label = "plugin " + manifest.name + " " + manifest.version;
  prepared.identity = Identity(instance, prepared.plugin);
  prepared.configure.set_settings_json(instance.settings_json);
  prepared.configure.set_municipality_id(instance.municipality_id);
  prepared.configure.set_connector_id(instance.connector_id);
  for (const auto& [name, secret] : instance.secrets) (*prepared.configure.mutable_secrets())[name] = secret.reveal();
  return prepared;
}

Result<std::unique_ptr<ChildConnection>> Supervisor::Launch(const Prepared& prepared) {
  const Manifest& manifest = prepared.plugin.manifest;
  ChildParts parts;
  HELHET_ASSIGN_OR_RETURN(parts.folder, PrivateFolder::Make(options_.runtime_folder));
  v1::ConfigureRequest configure = prepared.configure;
  if (!prepared.permissions.hosts.empty()) {
    const auto socket = parts.folder->work() / "proxy.sock";
    HELHET_ASSIGN_OR_RETURN(parts.proxy, EgressProxy::Listen(socket, prepared.permissions.hosts, prepared.label, options_.forward_proxy));
    configure.set_proxy_socket(socket.string());
    parts.hosts = prepared.permissions.hosts;
  }

  LaunchOrder order{.plugin_name = manifest.name, .plugin_version = manifest.version};
  order.program = manifest.program;
  order.private_folder = parts.folder->work().string();
  order.root_folder = parts.folder->root().string();
  order.readable_paths = prepared.permissions.read_paths;
  order.writable_paths = prepared.permissions.write_paths;
  // A program may have parts beside it; a library is one file.
  if (!manifest.program.empty()) order.readable_paths.push_back(prepared.plugin.folder.string());
  for (const auto& folder : options_.library_folders) order.library_folders.push_back(folder.string());
  order.may_connect = parts.proxy != nullptr;
  order.sandbox_required = options_.sandbox == SandboxPolicy::kRequire;
  order.memory_mib = manifest.limits.memory_mib;
  order.cpu_seconds = manifest.limits.cpu_seconds;
  HELHET_ASSIGN_OR_RETURN(const std::string launch, EncodeLaunchOrder(order));
  const ServeOrder serve{RandomSecret(), (parts.folder->work() / "connector.sock").string()};

  HELHET_ASSIGN_OR_RETURN(const Descriptor image,
                          SealedCopy(prepared.plugin.executable, prepared.plugin.executable_sha256));
  SpawnRequest request;
  request.program = options_.host_program;
  request.arguments = {options_.host_program.filename().string(), manifest.name, manifest.version,
                       configure.connector_id()};
  request.environment = {"LANG=C.UTF-8", "TMPDIR=" + order.private_folder,
                         "LD_LIBRARY_PATH=" + LibraryPath(options_.library_folders)};
  request.image = image.get();
  const ChildTerms terms{prepared.label, serve.secret, order.memory_mib, order.cpu_seconds, options_.deadlines};
  HELHET_ASSIGN_OR_RETURN(parts.child, thread_->Start(request, terms, {launch, EncodeServeOrder(serve)}));
  HELHET_RETURN_IF_ERROR(parts.child->WaitReady());

  auto connection = std::make_unique<ChildConnection>(std::move(parts), serve.socket, limiter_);
  HELHET_RETURN_IF_ERROR(CheckSandbox(connection->child()));
  HELHET_RETURN_IF_ERROR(connection->Describe());
  HELHET_RETURN_IF_ERROR(CheckDescription(manifest, connection->description(), KnownContracts()));
  HELHET_RETURN_IF_ERROR(connection->Configure(configure));
  return connection;
}

// The host has refused to go on by itself where policy requires it; the hub does not take its word for it.
Status Supervisor::CheckSandbox(const Child& child) const {
  const auto parts = child.sandbox();
  for (const std::string_view name : kSandboxParts) {
    const bool active = std::any_of(parts.begin(), parts.end(),
                                    [&](const SandboxPart& part) { return part.name == name && part.active; });
    if (active) continue;
    if (options_.sandbox == SandboxPolicy::kRequire) {
      return FailedPrecondition(child.terms().plugin + ": " + std::string(name) +
                                " is not in place, and policy requires it")
          .WithReason("sandbox_incomplete")
          .WithClass(ErrorClass::kHub);
    }
    spdlog::warn("plugin_sandbox_incomplete {} part={}", child.terms().plugin, name);
  }
  return OkStatus();
}

}  // namespace helhet::plugin
