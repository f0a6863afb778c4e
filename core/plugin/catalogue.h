// Which plugins are installed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/manifest.h"
#include "helhet/status.h"

namespace helhet::plugin {

// A plugin on disk.
struct InstalledPlugin {
  Manifest manifest;
  std::filesystem::path folder;
  // The library, or the program when the manifest names one.
  std::filesystem::path executable;
  std::string executable_sha256;  // hex; what is run must have it
};

// Plugins found in folders. Immutable once made; thread-safe.
class PluginCatalogue {
 public:
  // Looks for <folder>/<plugin>/manifest.json and <folder>/<plugin>/<version>/manifest.json. A plugin
  // that is not in order is left out and told of in problems(): one bad plugin stops no other.
  explicit PluginCatalogue(const std::vector<std::filesystem::path>& folders);

  // The version asked for, or the newest when `version` is empty. NOT_FOUND names what is installed.
  Result<InstalledPlugin> Find(std::string_view name, std::string_view version = "") const;
  // All, by name and version, oldest first.
  const std::vector<InstalledPlugin>& plugins() const { return plugins_; }
  // Why folders that hold a manifest are no plugins.
  const std::vector<Status>& problems() const { return problems_; }

 private:
  void Add(const std::filesystem::path& folder);

  std::vector<InstalledPlugin> plugins_;
  std::vector<Status> problems_;
};

}  // namespace helhet::plugin
