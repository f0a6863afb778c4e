// How requests prove who asks: not at all, by a key, a bearer token, a password, OAuth 2.0 or Maskinporten.
#pragma once

#include <optional>
#include <string>

#include "helhet/access_token.h"
#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

class Authorisation {
 public:
  // From `auth` and the secrets. INVALID_ARGUMENT naming the setting or secret that is missing or wrong.
  static Result<Authorisation> From(const Settings& settings);

  // Sends the request with the credential in it. A token that is no longer accepted, though its time is not up, is renewed
  // once. As AccessToken::Get where a token has to be got first, and as HttpTransport::Send.
  Result<HttpResponse> Send(const HttpRequest& request, HttpTransport& http, const Host& host);

 private:
  Status Sign(HttpRequest& request, HttpTransport& http, const Host& host);

  std::string header_;     // `Authorization: Bearer …`, with the credential
  std::string parameter_;  // `key=…`, encoded
  std::optional<AccessToken> token_;
};

}  // namespace helhet::sdk
