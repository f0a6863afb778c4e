// The hub's TLS identity on disk: its own authority, and the certificate it serves with.
//
//   ca.pem      the authority's certificate, to give to clients
//   ca.key      its key, 0600
//   server.pem  the server's key and certificate, 0600; in one file, so that they cannot come apart
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/security/x509.h"
#include "helhet/status.h"

namespace helhet::security {

// A certificate with less left is renewed at start: a month is what it takes to notice and restart.
inline constexpr int kRenewalDays = 30;

struct TlsIdentity {
  KeyPair server;
  std::string authority_pem;
  bool renewed = false;  // the server's certificate was made now
};

// Names that every hub answers to, with those of the operator: localhost, 127.0.0.1, ::1, the host's name.
// In their usual form, sorted, each once. INVALID_ARGUMENT when one is no DNS name and no address.
Result<std::vector<std::string>> ServerNames(const std::vector<std::string>& extra_names);

// Makes what is missing in `folder`, and renews the server's certificate when it has less than kRenewalDays
// left, is not the authority's, or is for other names. The authority is made once and never replaced.
Result<TlsIdentity> PrepareTlsIdentity(const std::filesystem::path& folder, const std::vector<std::string>& names, int64_t now_us);

}  // namespace helhet::security
