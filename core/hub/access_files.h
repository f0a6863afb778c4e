// What the hub leaves in its data folder for those who may use it: an administrator's token, and a file
// that says how clients reach the hub.
#pragma once

#include <filesystem>
#include <string>

#include "core/security/token_registry.h"
#include "helhet/status.h"

namespace helhet::hub {

// Names in the data folder.
inline constexpr char kAdministratorTokenFile[] = "admin.token";
inline constexpr char kClientFile[] = "client.yaml";
inline constexpr char kTlsFolder[] = "tls";
// Connectors' secrets (connector_secrets.h).
inline constexpr char kSecretsFolder[] = "secrets";

// Writes admin.token with a token for the whole hub when nobody can administer it: at the first start, with
// a new store, and when the token has less than a month left. A file that was removed while another
// administrator's token stands is not made again.
Status EnsureAdministrator(security::TokenRegistry& tokens, const std::filesystem::path& data);

// Writes client.yaml: address, authority, token file. Paths in it are relative to it.
Status WriteClientFile(const std::filesystem::path& data, const std::string& address);

}  // namespace helhet::hub
