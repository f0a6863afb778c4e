#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <iostream>

#include "core/hub/options.h"
#include "core/hub/version.h"
#include "core/security/private_file.h"

namespace helhet::hub {
namespace {

// The first that exists; the first when none does, so that the error names the likely one.
std::filesystem::path FirstThere(const std::vector<std::filesystem::path>& candidates) {
  for (const auto& candidate : candidates) {
    std::error_code ignored;
    if (std::filesystem::exists(candidate, ignored)) return candidate;
  }
  return candidates.front();
}

// In a build the parts lie side by side; installed, under lib/helhet of the same prefix.
void FillDefaults(const std::filesystem::path& executable, Options& options) {
  const auto folder = executable.parent_path();
  const auto installed = folder.parent_path() / "lib" / "helhet";
  if (options.plugins.empty()) options.plugins = {FirstThere({folder.parent_path() / "plugins", installed / "plugins"})};
  if (options.host_program.empty()) options.host_program = FirstThere({folder / "helhet-plugin-host", installed / "helhet-plugin-host"});
}

Status CheckOptions(const Options& options) {
  const auto wrong = [](const char* setting, std::string what) {
    return InvalidArgument(std::move(what)).WithSetting(setting).WithClass(ErrorClass::kConfiguration);
  };
  if (options.data.empty()) return wrong("data", "--data: the hub needs a folder of its own");
  if (options.listen.rfind(':') == std::string::npos) return wrong("listen", "--listen: '" + options.listen + "' is no ADDRESS:PORT");
  return options.OutgoingProxy().status();
}

}  // namespace

std::string Options::StoreUrl() const { return store.empty() ? "sqlite:" + (data / "helhet.db").string() : store; }

Result<std::optional<plugin::ForwardProxy>> Options::OutgoingProxy() const {
  if (outgoing_proxy.empty()) {
    if (outgoing_proxy_credentials.empty() && outgoing_proxy_direct.empty()) return std::optional<plugin::ForwardProxy>();
    return InvalidArgument("outgoing_proxy: it is not stated, and credentials or exceptions for it are").WithSetting("outgoing_proxy")
        .WithClass(ErrorClass::kConfiguration);
  }
  plugin::ForwardProxy proxy;
  auto address = plugin::ParseProxyAddress(outgoing_proxy);
  if (!address.ok()) return Status(address.status()).Annotate("outgoing_proxy").WithSetting("outgoing_proxy");
  proxy.address = *std::move(address);
  if (!outgoing_proxy_credentials.empty()) {
    auto content = security::ReadPrivateFile(outgoing_proxy_credentials);
    if (!content.ok()) return Status(content.status()).Annotate("outgoing_proxy_credentials").WithSetting("outgoing_proxy_credentials");
    proxy.credentials = content->substr(0, content->find_first_of("\r\n"));
    if (proxy.credentials.find(':') == std::string::npos) {
      return InvalidArgument("outgoing_proxy_credentials: " + outgoing_proxy_credentials.string() + " does not hold user:password")
          .WithSetting("outgoing_proxy_credentials").WithClass(ErrorClass::kConfiguration);
    }
  }
  if (!outgoing_proxy_direct.empty()) proxy.direct_hosts = outgoing_proxy_direct;
  // Hosts are compared in lower case, in which targets come.
  for (std::string& host : proxy.direct_hosts) std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::optional(std::move(proxy));
}

ExitCode ExitCodeOf(const Status& status) {
  if (status.ok()) return kExitOk;
  if (status.error_class() == ErrorClass::kConfiguration || status.code() == StatusCode::kInvalidArgument) return kExitConfiguration;
  switch (status.code()) {
    case StatusCode::kUnavailable:
    case StatusCode::kNotFound:
    case StatusCode::kFailedPrecondition:
    case StatusCode::kPermissionDenied: return kExitEnvironment;
    default: return kExitRuntime;
  }
}

CommandLine ParseCommandLine(int argc, const char* const* argv, const std::filesystem::path& executable) {
  CLI::App app("helhetd: the hub of Helhetsmodellen", "helhetd");
  std::string config, data, listen, store, sandbox, host_program, child_idle, outgoing_proxy, outgoing_proxy_credentials;
  std::vector<std::string> plugins, tls_names, outgoing_proxy_direct;
  int ready_fd = -1;
  app.add_option("--config", config, "YAML file with the same options; those given here count before it");
  app.add_option("--data", data, "folder of the hub's own: store, keys, tokens");
  app.add_option("--plugins", plugins, "folder with plugins; may be given more than once");
  app.add_option("--listen", listen, "ADDRESS:PORT of the API; port 0 takes a free one (default 127.0.0.1:0)");
  app.add_option("--store", store, "sqlite:PATH or postgresql://… (default sqlite:DATA/helhet.db)");
  app.add_option("--sandbox", sandbox, "require or prefer all walls around plugins (default require)");
  app.add_option("--host-program", host_program, "helhet-plugin-host (default: beside helhetd)");
  app.add_option("--tls-name", tls_names, "name or address that clients know the hub by; may be given more than once");
  app.add_option("--outgoing-proxy", outgoing_proxy, "http://HOST:PORT through which connectors reach their hosts");
  app.add_option("--outgoing-proxy-credentials", outgoing_proxy_credentials, "file with user:password for it");
  app.add_option("--outgoing-proxy-direct", outgoing_proxy_direct, "host reached without it, or .domain; may be given more than once");
  app.add_option("--child-idle", child_idle, "how long a connector's process stays without work (default 10m)");
  app.add_option("--ready-fd", ready_fd, "descriptor to write the address to once the hub answers");
  app.set_version_flag("--version", std::string("helhetd ") + kVersion);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitConfiguration;
  }

  Options options;
  const Status status = [&]() -> Status {
    if (!config.empty()) HELHET_RETURN_IF_ERROR(ReadConfigFile(config, options));
    if (!data.empty()) options.data = std::filesystem::absolute(data);
    if (!plugins.empty()) options.plugins = {plugins.begin(), plugins.end()};
    if (!listen.empty()) options.listen = listen;
    if (!store.empty()) options.store = store;
    if (!host_program.empty()) options.host_program = host_program;
    if (!tls_names.empty()) options.tls_names = tls_names;
    if (!outgoing_proxy.empty()) options.outgoing_proxy = outgoing_proxy;
    if (!outgoing_proxy_credentials.empty()) options.outgoing_proxy_credentials = outgoing_proxy_credentials;
    if (!outgoing_proxy_direct.empty()) options.outgoing_proxy_direct = outgoing_proxy_direct;
    if (!sandbox.empty()) {
      HELHET_ASSIGN_OR_RETURN(options.sandbox, ParseSandbox(sandbox));
    }
    if (!child_idle.empty()) {
      HELHET_ASSIGN_OR_RETURN(options.child_idle, ParseDuration(child_idle));
    }
    options.ready_fd = ready_fd;
    FillDefaults(executable, options);
    return CheckOptions(options);
  }();
  if (status.ok()) return options;
  std::cerr << "helhetd: " << status.message() << (status.remedy().empty() ? "" : "; " + status.remedy()) << "\n";
  return ExitCodeOf(status);
}

}  // namespace helhet::hub
