// How the client proves who it is: a token of the OpenID Connect service that the core names, or a password (chapter 4 of
// the specification, «Autentisering og Autorisering»).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "helhet/access_token.h"
#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "resource.h"

namespace helhet::noark5 {

class Login {
 public:
  // From `auth` and the secrets; INVALID_ARGUMENT naming what is missing.
  static Result<Login> From(const sdk::Settings& settings);

  // Whether an address may be given a credential; OK, or why not.
  using CheckAddress = std::function<Status(const std::string& url)>;
  // Finds out how the core wants it: `root` is what its main address offers to anybody. FAILED_PRECONDITION
  // login_not_offered when the core does not offer the style that the settings state; else as HttpTransport::Send.
  Status Begin(const Resource& root, const CheckAddress& check, sdk::HttpTransport& http, const sdk::Host& host);
  // Whether Begin has been done.
  bool begun() const { return begun_; }

  // Puts the credential in the request. As AccessToken::Get.
  Status Sign(sdk::HttpRequest& request, sdk::HttpTransport& http, const sdk::Host& host);
  // Whether another token may help after an answer 401; the one at hand is then forgotten.
  bool Renews();

 private:
  Result<sdk::TokenRequest> Discover(const std::string& href, const CheckAddress& check, sdk::HttpTransport& http, const sdk::Host& host) const;

  bool is_basic_ = false;
  bool begun_ = false;
  std::string user_;
  sdk::Secret password_;
  sdk::ClientCredentials client_;
  std::optional<sdk::AccessToken> token_;
};

}  // namespace helhet::noark5
