#include "core/hub/access_files.h"

#include "core/log.h"
#include "core/security/private_file.h"

namespace helhet::hub {
namespace {

// A token with less left is renewed at start.
constexpr int kRenewalDays = 30;

std::string WithoutLineEnd(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

Status EnsureAdministrator(security::TokenRegistry& tokens, const std::filesystem::path& data) {
  const auto file = data / kAdministratorTokenFile;
  const auto written = security::ReadPrivateFile(file);
  if (written.ok()) {
    if (tokens.IsAdministrator(WithoutLineEnd(*written), kRenewalDays)) return OkStatus();
  } else if (written.status().code() == StatusCode::kNotFound) {
    HELHET_ASSIGN_OR_RETURN(const bool somebody, tokens.HasAdministrator(kRenewalDays));
    if (somebody) return OkStatus();
  } else {
    return written.status();
  }
  HELHET_ASSIGN_OR_RETURN(const auto issued, tokens.Issue({"*", "made by helhetd at start", security::Role::kAdministrator}));
  spdlog::info("administrator_token_written token_id={} file={}", issued.token_id, file.string());
  return security::WritePrivateFile(file, issued.token + "\n");
}

Status WriteClientFile(const std::filesystem::path& data, const std::string& address) {
  return security::WritePrivateFile(data / kClientFile,
                                    "# How to reach this hub; written at each start. Paths are relative to this file.\n"
                                    "address: \"" + address + "\"\n"
                                    "ca_file: " + kTlsFolder + "/ca.pem\n"
                                    "token_file: " + kAdministratorTokenFile + "\n");
}

}  // namespace helhet::hub
