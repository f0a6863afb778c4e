#include "core/security/tls_identity.h"

#include <arpa/inet.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <climits>

#include "core/security/private_file.h"

namespace helhet::security {
namespace {

constexpr int64_t kDayUs = 86'400'000'000;

std::string HostName() {
  char name[HOST_NAME_MAX + 1] = "";
  return gethostname(name, sizeof(name)) == 0 ? name : "";
}

// Addresses as the system prints them, DNS names in lower case: a certificate's names are compared with these.
Result<std::string> UsualForm(const std::string& name) {
  in6_addr address;
  char text[INET6_ADDRSTRLEN] = "";
  for (const int family : {AF_INET, AF_INET6}) {
    if (inet_pton(family, name.c_str(), &address) == 1) return std::string(inet_ntop(family, &address, text, sizeof(text)));
  }
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-'; };
  if (!name.empty() && name.size() <= 253 && std::all_of(name.begin(), name.end(), allowed)) {
    std::string usual = name;
    std::transform(usual.begin(), usual.end(), usual.begin(), [](unsigned char c) { return std::tolower(c); });
    return usual;
  }
  return InvalidArgument("certificate: '" + name + "' is neither a DNS name nor an address")
      .WithReason("server_name").WithSetting("tls_names").WithClass(ErrorClass::kConfiguration);
}

Result<KeyPair> LoadOrMakeAuthority(const std::filesystem::path& folder, int64_t now_us) {
  KeyPair authority;
  auto certificate = ReadSmallFile(folder / "ca.pem");
  if (certificate.ok()) {
    authority.certificate_pem = *std::move(certificate);
    auto key = ReadPrivateFile(folder / "ca.key");
    // An authority may be kept elsewhere than on the hub; then the server's certificate cannot be renewed here.
    if (!key.ok() && key.status().code() != StatusCode::kNotFound) return key.status();
    if (key.ok()) authority.key_pem = *std::move(key);
    return authority;
  }
  if (certificate.status().code() != StatusCode::kNotFound) return certificate.status();
  HELHET_ASSIGN_OR_RETURN(authority, MakeAuthority("helhet " + HostName(), now_us));
  // The key first: an authority exists from when ca.pem does.
  HELHET_RETURN_IF_ERROR(WritePrivateFile(folder / "ca.key", authority.key_pem));
  HELHET_RETURN_IF_ERROR(WritePrivateFile(folder / "ca.pem", authority.certificate_pem, 0644));
  return authority;
}

// The file holds both; each reader of PEM finds its own part.
Result<KeyPair> LoadServer(const std::filesystem::path& folder) {
  HELHET_ASSIGN_OR_RETURN(const std::string both, ReadPrivateFile(folder / "server.pem"));
  const size_t certificate = both.find("-----BEGIN CERTIFICATE");
  if (certificate == std::string::npos) return KeyPair{};
  return KeyPair{both.substr(0, certificate), both.substr(certificate)};
}

bool StillGood(const KeyPair& server, const std::string& authority_pem, const std::vector<std::string>& names, int64_t now_us) {
  if (!BelongsTogether(server, authority_pem, now_us)) return false;
  const auto content = ReadCertificate(server.certificate_pem);
  return content.ok() && content->names == names && content->not_after_us - now_us >= kRenewalDays * kDayUs;
}

}  // namespace

Result<std::vector<std::string>> ServerNames(const std::vector<std::string>& extra_names) {
  std::vector<std::string> names = {"localhost", "127.0.0.1", "::1"};
  // A host name that is no DNS name is nobody's address for the hub.
  if (const auto host = UsualForm(HostName()); host.ok()) names.push_back(*host);
  for (const std::string& extra : extra_names) {
    HELHET_ASSIGN_OR_RETURN(std::string name, UsualForm(extra));
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Result<TlsIdentity> PrepareTlsIdentity(const std::filesystem::path& folder, const std::vector<std::string>& names, int64_t now_us) {
  HELHET_RETURN_IF_ERROR(MakePrivateFolder(folder));
  HELHET_ASSIGN_OR_RETURN(const KeyPair authority, LoadOrMakeAuthority(folder, now_us));
  TlsIdentity identity{.authority_pem = authority.certificate_pem};
  auto server = LoadServer(folder);
  if (!server.ok() && server.status().code() != StatusCode::kNotFound) return server.status();
  if (server.ok() && StillGood(*server, authority.certificate_pem, names, now_us)) {
    identity.server = *std::move(server);
    return identity;
  }
  if (authority.key_pem.empty()) {
    return FailedPrecondition("certificate: the server's must be renewed, and " + (folder / "ca.key").string() + " is not there")
        .WithReason("authority_key_missing").WithClass(ErrorClass::kConfiguration)
        .WithRemedy("put the authority's key back, or a server.pem that it has signed");
  }
  HELHET_ASSIGN_OR_RETURN(identity.server, IssueServerCertificate(authority, names, now_us));
  HELHET_RETURN_IF_ERROR(WritePrivateFile(folder / "server.pem", identity.server.key_pem + identity.server.certificate_pem));
  identity.renewed = true;
  return identity;
}

}  // namespace helhet::security
