// Maskinporten: how a Norwegian public body proves to another's service that it is itself. A signed statement, valid for
// two minutes at most and used once, is exchanged for an access token (docs.digdir.no, "JWT grant").
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/access_token.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

struct MaskinportenClient {
  // https://maskinporten.no/token, in test https://test.maskinporten.no/token.
  std::string url;
  // Who is spoken to: https://maskinporten.no/, in test https://test.maskinporten.no/.
  std::string audience = "https://maskinporten.no/";
  std::string client_id;
  // With blanks between.
  std::string scope;
  // Resource servers that the token is for; may be empty.
  std::vector<std::string> resources;
  // Organisation number of the one on whose behalf (delegation in Altinn); empty for oneself.
  std::string consumer_organisation_number;
  // Either names the key: the id of one that is registered with the client, or the enterprise certificate and those that
  // vouch for it, PEM.
  std::string key_id;
  std::string certificates;
  // RSA, PEM.
  Secret private_key;
  Secret private_key_passphrase;
};

// For Configure: whether the key can be read and is the certificate's. INVALID_ARGUMENT naming the setting.
Status CheckMaskinportenClient(const MaskinportenClient& client);

// What to post for a token. Its form is FAILED_PRECONDITION certificate_expired when the certificate is no longer valid.
TokenRequest MaskinportenRequest(const MaskinportenClient& client);

// The signed statement (a JWT, RS256): issued `now_us`, valid for 110 s, with an id of its own each time.
Result<std::string> SignMaskinportenGrant(const MaskinportenClient& client, int64_t now_us);

}  // namespace helhet::sdk
