// What one connector instance may reach: the manifest's requests with the instance's settings put in.
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/manifest.h"
#include "helhet/status.h"

namespace helhet::plugin {

// A host that may be called, as named: no patterns, no resolving.
struct Endpoint {
  std::string host;  // lower case
  uint16_t port = 443;
  auto operator<=>(const Endpoint&) const = default;
};

struct Permissions {
  std::vector<std::string> read_paths;   // absolute
  std::vector<std::string> write_paths;  // absolute; may be read too
  std::vector<Endpoint> hosts;
};

// Puts the values of settings in. A setting that is absent or empty grants nothing. INVALID_ARGUMENT with
// the setting's path when a value is no absolute path, or no host.
Result<Permissions> ResolvePermissions(const Manifest& manifest, const std::string& settings_json);

// A connector may not be pointed at the hub's own folders: what it refuses is kept with its bytes, and who may look at
// refused records would read keys and other municipalities' rows. PERMISSION_DENIED when a path, with symbolic links
// followed, lies in one of them or holds one.
Status RefuseOwnFolders(const Permissions& permissions, const std::vector<std::filesystem::path>& own_folders);

// `https://host/path`, `host:port` or `host`; without a port 443, or 80 for http and 22 for sftp.
Result<Endpoint> ParseEndpoint(std::string_view text);

}  // namespace helhet::plugin
