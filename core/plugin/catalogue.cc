#include "core/plugin/catalogue.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "core/plugin/executable_image.h"

namespace helhet::plugin {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kManifestBytes = 1 << 20;

// Versions by number: 1.10.0 is newer than 1.9.0.
std::array<int, 3> Parts(const std::string& version) {
  std::array<int, 3> parts{};
  std::sscanf(version.c_str(), "%d.%d.%d", &parts[0], &parts[1], &parts[2]);
  return parts;
}

Result<InstalledPlugin> ReadPlugin(const fs::path& folder) {
  const fs::path path = folder / "manifest.json";
  std::error_code error;
  if (fs::file_size(path, error) > kManifestBytes || error) return InvalidArgument("manifest.json is no small file");
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  InstalledPlugin plugin;
  HELHET_ASSIGN_OR_RETURN(plugin.manifest, ParseManifest(text));
  plugin.folder = folder;
  plugin.executable = folder / (plugin.manifest.program.empty() ? "libhelhet_" + plugin.manifest.name + ".so"
                                                                : plugin.manifest.program);
  HELHET_ASSIGN_OR_RETURN(plugin.executable_sha256, HashFile(plugin.executable));
  return plugin;
}

std::vector<fs::path> FoldersIn(const fs::path& folder) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_directory(error)) folders.push_back(entry->path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace

PluginCatalogue::PluginCatalogue(const std::vector<fs::path>& folders) {
  for (const auto& folder : folders) {
    for (const auto& plugin : FoldersIn(fs::absolute(folder))) {
      Add(plugin);
      for (const auto& version : FoldersIn(plugin)) Add(version);
    }
  }
  std::stable_sort(plugins_.begin(), plugins_.end(), [](const auto& a, const auto& b) {
    const auto key = [](const Manifest& manifest) { return std::pair(manifest.name, Parts(manifest.version)); };
    return key(a.manifest) < key(b.manifest);
  });
}

void PluginCatalogue::Add(const fs::path& folder) {
  if (!fs::exists(folder / "manifest.json")) return;
  auto plugin = ReadPlugin(folder);
  if (!plugin.ok()) {
    problems_.push_back(Status(plugin.status()).Annotate(folder.string()));
    return;
  }
  const auto same = std::find_if(plugins_.begin(), plugins_.end(), [&](const auto& other) {
    return other.manifest.name == plugin->manifest.name && other.manifest.version == plugin->manifest.version;
  });
  if (same != plugins_.end()) {
    problems_.push_back(AlreadyExists(folder.string() + ": plugin " + plugin->manifest.name + " " +
                                      plugin->manifest.version + " is also in " + same->folder.string() +
                                      ", which counts"));
    return;
  }
  plugins_.push_back(*std::move(plugin));
}

Result<InstalledPlugin> PluginCatalogue::Find(std::string_view name, std::string_view version) const {
  std::string versions;
  const InstalledPlugin* found = nullptr;
  for (const auto& plugin : plugins_) {
    if (plugin.manifest.name != name) continue;
    if (version.empty() || plugin.manifest.version == version) found = &plugin;
    versions += (versions.empty() ? "" : ", ") + plugin.manifest.version;
  }
  if (found != nullptr) return *found;
  const std::string what = "plugin " + std::string(name) + (version.empty() ? "" : " " + std::string(version));
  return NotFound(what + ": not installed" + (versions.empty() ? "" : "; installed: " + versions))
      .WithReason("plugin_not_installed")
      .WithRemedy("install the plugin, or choose another version")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::plugin
