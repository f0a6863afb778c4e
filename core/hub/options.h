// How a hub is set up: what the command line and the configuration file say.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/plugin/supervisor.h"
#include "helhet/status.h"

namespace helhet::hub {

// How helhetd ends.
enum ExitCode { kExitOk = 0, kExitRuntime = 1, kExitConfiguration = 2, kExitEnvironment = 3 };

// A failure of the operator's settings is configuration, one of the machine or of what runs on it
// environment, all else runtime.
ExitCode ExitCodeOf(const Status& status);

struct Options {
  // Store, keys, tokens; the hub's alone. Required.
  std::filesystem::path data;
  std::vector<std::filesystem::path> plugins;  // folders to look for plugins in
  std::string listen = "127.0.0.1:0";          // port 0 takes a free one
  std::string store;                           // URL; empty means SQLite in the data folder
  plugin::SandboxPolicy sandbox = plugin::SandboxPolicy::kRequire;
  std::filesystem::path host_program;          // helhet-plugin-host
  std::vector<std::string> tls_names;          // that clients know the hub by, beside those of every hub
  // The proxy through which connectors reach their hosts: `http://HOST:PORT`. Empty means that the hub dials them itself.
  std::string outgoing_proxy;
  // File with one line, `user:password`, that its owner alone may read. Empty for a proxy that asks for none.
  std::filesystem::path outgoing_proxy_credentials;
  // Hosts that are reached without the proxy; `.kommune.no` is all below that name. Without any, this machine alone is.
  std::vector<std::string> outgoing_proxy_direct;
  // How long a child stays without work. The next run of its connector then starts one, which takes
  // a tenth of a second.
  std::chrono::milliseconds child_idle{10 * 60 * 1000};
  int ready_fd = -1;                           // the address is written there once the hub answers

  // The store's URL with the default put in.
  std::string StoreUrl() const;
  // The proxy with its credentials, or none. INVALID_ARGUMENT when an option of it does not fit.
  Result<std::optional<plugin::ForwardProxy>> OutgoingProxy() const;
};

// Reads a configuration file (YAML) over `options`. Unknown keys are INVALID_ARGUMENT, as is a value that does
// not fit; the message begins with file and line. Relative paths are relative to the file.
Status ReadConfigFile(const std::filesystem::path& path, Options& options);

// The keys that such a file may have.
std::vector<std::string> ConfigFileKeys();

// `500ms`, `30s`, `10m`, `2h`. INVALID_ARGUMENT when it is none.
Result<std::chrono::milliseconds> ParseDuration(const std::string& text);
// `require` or `prefer`.
Result<plugin::SandboxPolicy> ParseSandbox(const std::string& text);

// Options, or the code to exit with when everything there is to say has been said: help, version, errors.
using CommandLine = std::variant<Options, ExitCode>;

// What stands on the command line counts before what stands in the file that it names. `executable` is the
// program's own path: plugins and helhet-plugin-host are looked for beside it when nobody says where.
CommandLine ParseCommandLine(int argc, const char* const* argv, const std::filesystem::path& executable);

}  // namespace helhet::hub
