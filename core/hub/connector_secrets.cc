#include "core/hub/connector_secrets.h"

#include "core/security/private_file.h"

namespace helhet::hub {
namespace {

namespace fs = std::filesystem;

// One name of a path, that leads nowhere else.
bool IsOneName(const std::string& name) { return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos; }

Status Wrong(std::string what) { return FailedPrecondition(std::move(what)).WithReason("secrets").WithClass(ErrorClass::kConfiguration); }

}  // namespace

Result<std::map<std::string, sdk::Secret>> ReadSecrets(const fs::path& folder, const std::string& municipality_id, const std::string& connector_id) {
  std::map<std::string, sdk::Secret> secrets;
  if (!IsOneName(municipality_id) || !IsOneName(connector_id)) {
    return Wrong("secrets of connector '" + connector_id + "': the name is no folder's").WithRemedy("give the connector another identifier");
  }
  const fs::path own = folder / municipality_id / connector_id;
  std::error_code error;
  if (!fs::exists(own, error) && !error) return secrets;
  for (fs::directory_iterator entry(own, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    // Editors and mounts leave hidden ones.
    if (name.starts_with('.')) continue;
    std::error_code unknown;
    const bool is_file = entry->is_regular_file(unknown);
    if (unknown) return Wrong(entry->path().string() + ": " + unknown.message()).WithSetting("secrets." + name).WithRemedy("let the hub's user read it, or take it away");
    if (!is_file) continue;
    auto content = security::ReadPrivateFile(entry->path());
    if (!content.ok()) {
      return Wrong(content.status().message()).WithSetting("secrets." + name).WithRemedy("let the hub's user alone read it: chmod 600");
    }
    content->erase(content->find_last_not_of("\r\n") + 1);
    secrets.emplace(name, sdk::Secret(*std::move(content)));
  }
  if (error) return Wrong("secrets in " + own.string() + ": " + error.message()).WithRemedy("let the hub's user read the folder");
  return secrets;
}

}  // namespace helhet::hub
