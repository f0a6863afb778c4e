// A plugin's manifest.json: what it is, what it needs, what settings it takes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::plugin {

// What a plugin may use, as its manifest asks.
struct Limits {
  // Memory of the child beyond what the host itself needs.
  uint64_t memory_mib = 512;
  // Processor time of one call.
  uint64_t cpu_seconds = 600;
};

// What a plugin asks for. An entry is a literal (`/srv/invoices`, `data.ssb.no:443`) or names a setting
// whose value it stands for (`settings.folder`, `settings.base_url`).
struct RequestedPermissions {
  std::vector<std::string> read_paths;
  std::vector<std::string> write_paths;  // may be read too
  std::vector<std::string> hosts;
};

// A stream that the plugin delivers.
struct ManifestStream {
  std::string name;
  std::string kind;
};

// A manifest that has been read and found in order.
struct Manifest {
  std::string name;              // lower_snake
  std::string version;           // major.minor.patch
  std::string title;
  std::string description;
  std::string contract;          // major.minor
  std::string program;           // a program that serves the contract itself; empty means a library
  std::vector<ManifestStream> streams;
  std::string settings_schema;   // JSON Schema, as text
  std::vector<std::string> secrets;  // names of settings marked `"secret": true`
  RequestedPermissions permissions;
  Limits limits;
  std::string sha256;            // of the file's bytes, hex
};

// Reads the bytes of a manifest.json. INVALID_ARGUMENT names the path in it that is wrong; a field that is
// not known is wrong too.
Result<Manifest> ParseManifest(std::string_view json);

// Holds a JSON object in text, with the secrets in their places, against the manifest's schema.
// INVALID_ARGUMENT with the setting's path; it never holds a secret.
Status ValidateSettings(const Manifest& manifest, const std::string& settings_json,
                        const std::map<std::string, sdk::Secret>& secrets);

}  // namespace helhet::plugin
