// Keys and certificates in memory: what the hub's own authority makes and what is asked of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::security {

// How long they last. The server's is what clients of today accept (CA/Browser Forum, Baseline
// Requirements 6.3.2: 398 days); the authority outlives many of them, as its copies lie with clients.
inline constexpr int kAuthorityDays = 3650;
inline constexpr int kServerDays = 397;

// A private key (EC P-256) and the certificate over it, both PEM.
struct KeyPair {
  std::string key_pem;
  std::string certificate_pem;
};

// What a certificate says.
struct CertificateContent {
  std::vector<std::string> names;  // DNS names and addresses, sorted
  int64_t not_after_us = 0;
  bool is_authority = false;
};

// A new authority that signs itself and may sign servers, no further authorities.
Result<KeyPair> MakeAuthority(const std::string& common_name, int64_t now_us);

// A certificate for a server, good for `names`: DNS names and IP addresses. It never outlives the
// authority. FAILED_PRECONDITION when the authority has ended.
Result<KeyPair> IssueServerCertificate(const KeyPair& authority, const std::vector<std::string>& names, int64_t now_us);

// INVALID_ARGUMENT when it is no certificate.
Result<CertificateContent> ReadCertificate(const std::string& certificate_pem);

// Whether the key is the certificate's, and the certificate is signed by the authority and valid now.
bool BelongsTogether(const KeyPair& pair, const std::string& authority_pem, int64_t now_us);

}  // namespace helhet::security
