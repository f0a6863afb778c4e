#include "core/plugin/permissions.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "helhet/settings.h"

namespace helhet::plugin {
namespace {

constexpr std::string_view kSettingsPrefix = "settings.";

// The values that a request stands for, each with the setting it comes from; empty for a literal.
struct Value {
  std::string setting;
  std::string text;
};

std::vector<Value> Resolve(const std::vector<std::string>& requests, const sdk::Settings& settings) {
  std::vector<Value> values;
  for (const auto& request : requests) {
    if (!request.starts_with(kSettingsPrefix)) {
      values.push_back({"", request});
      continue;
    }
    const std::string path = request.substr(kSettingsPrefix.size());
    const std::string text = settings.Text(path, "");
    if (!text.empty()) values.push_back({request, text});
    for (const auto& element : settings.Texts(path)) values.push_back({request, element});
  }
  return values;
}

// Whether `inner` is `outer`, or lies in it. Both canonical.
bool LiesIn(const std::filesystem::path& inner, const std::filesystem::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

Status Wrong(const Value& value, const std::string& why) {
  const std::string what = value.setting.empty() ? "manifest: permissions: " + value.text : value.setting;
  return InvalidArgument(what + ": " + why)
      .WithReason("setting_invalid")
      .WithSetting(value.setting)
      .WithClass(value.setting.empty() ? ErrorClass::kPlugin : ErrorClass::kConfiguration);
}

Result<std::vector<std::string>> ResolvePaths(const std::vector<std::string>& requests, const sdk::Settings& settings) {
  std::vector<std::string> paths;
  for (const auto& value : Resolve(requests, settings)) {
    if (!value.text.starts_with('/')) return Wrong(value, "'" + value.text + "' is no absolute path");
    if (value.text.find('\n') != std::string::npos) return Wrong(value, "a path has no line break");
    paths.push_back(std::filesystem::path(value.text).lexically_normal().string());
  }
  return paths;
}

}  // namespace

Result<Endpoint> ParseEndpoint(std::string_view text) {
  Endpoint endpoint;
  if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    text.remove_prefix(7);
    endpoint.port = 80;
  } else if (text.starts_with("sftp://")) {
    text.remove_prefix(7);
    endpoint.port = 22;
  }
  text = text.substr(0, text.find_first_of("/?#"));
  if (text.find('@') != std::string_view::npos) return InvalidArgument("a name and a password have no place in it");
  const bool bracketed = text.starts_with('[') && text.find(']') != std::string_view::npos;
  const size_t host_end = bracketed ? text.find(']') + 1 : std::min(text.find(':'), text.size());
  std::string_view host = text.substr(0, host_end);
  const std::string_view port = text.substr(host_end);
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (!port.empty()) {
    const auto [end, error] = std::from_chars(port.data() + 1, port.data() + port.size(), endpoint.port);
    if (port[0] != ':' || error != std::errc() || end != port.data() + port.size() || endpoint.port == 0) {
      return InvalidArgument("'" + std::string(port) + "' is no port");
    }
  }
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
  for (const char c : host) endpoint.host.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  const std::string_view allowed = bracketed ? "0123456789abcdef:." : kAllowed;
  if (endpoint.host.empty() || endpoint.host.size() > 253 ||
      endpoint.host.find_first_not_of(allowed) != std::string::npos) {
    return InvalidArgument("'" + std::string(host) + "' is no host");
  }
  return endpoint;
}

Result<Permissions> ResolvePermissions(const Manifest& manifest, const std::string& settings_json) {
  HELHET_ASSIGN_OR_RETURN(const sdk::Settings settings, sdk::Settings::Parse(settings_json, {}, "", "", ""));
  Permissions permissions;
  HELHET_ASSIGN_OR_RETURN(permissions.read_paths, ResolvePaths(manifest.permissions.read_paths, settings));
  HELHET_ASSIGN_OR_RETURN(permissions.write_paths, ResolvePaths(manifest.permissions.write_paths, settings));
  for (const auto& value : Resolve(manifest.permissions.hosts, settings)) {
    auto endpoint = ParseEndpoint(value.text);
    if (!endpoint.ok()) return Wrong(value, endpoint.status().message());
    permissions.hosts.push_back(*std::move(endpoint));
  }
  return permissions;
}

Status RefuseOwnFolders(const Permissions& permissions, const std::vector<std::filesystem::path>& own_folders) {
  std::vector<std::string> paths = permissions.read_paths;
  paths.insert(paths.end(), permissions.write_paths.begin(), permissions.write_paths.end());
  for (const std::string& text : paths) {
    std::error_code error;
    const auto path = std::filesystem::weakly_canonical(text, error);
    for (const auto& own : own_folders) {
      const auto folder = std::filesystem::weakly_canonical(own, error);
      if (!error && !LiesIn(path, folder) && !LiesIn(folder, path)) continue;
      return Status(StatusCode::kPermissionDenied, "'" + text + "': a connector may not reach the hub's own folder, nor one that holds it")
          .WithReason("path_not_allowed")
          .WithRemedy("give the connector a folder of its own")
          .WithClass(ErrorClass::kConfiguration);
    }
  }
  return OkStatus();
}

}  // namespace helhet::plugin
