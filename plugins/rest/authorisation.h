// How requests prove who asks: not at all, by a key, a bearer token, a password, OAuth 2.0 or Maskinporten.
#pragma once

#include <optional>
#include <string>

#include "helhet/access_token.h"
#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::rest {

class Authorisation {
 public:
  // From `auth` and the secrets. INVALID_ARGUMENT naming the setting or secret that is missing or wrong.
  static Result<Authorisation> From(const sdk::Settings& settings);

  // Puts the credential in the request. As AccessToken::Get where a token has to be got first.
  Status Sign(sdk::HttpRequest& request, sdk::HttpTransport& http, const sdk::Host& host);
  // Whether another token may help after an answer 401; the one at hand is then forgotten.
  bool Renews();

 private:
  std::string header_;     // `Authorization: Bearer …`, with the credential
  std::string parameter_;  // `key=…`, encoded
  std::optional<sdk::AccessToken> token_;
};

}  // namespace helhet::rest
