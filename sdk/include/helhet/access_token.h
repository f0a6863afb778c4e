// Access tokens for services that want one: OAuth 2.0 client credentials (RFC 6749 section 4.4), and the JWT grant of
// Maskinporten (RFC 7523, docs.digdir.no).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "helhet/connector.h"
#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

// Names and values of a form, in order, not yet encoded.
using Form = std::vector<std::pair<std::string, std::string>>;

// How to ask for a token.
struct TokenRequest {
  std::string url;
  std::vector<std::string> headers;
  // The form that is posted. `now_us` is microseconds since 1970 UTC.
  std::function<Result<Form>(int64_t now_us)> form;
};

// Where the client's name and secret go.
enum class ClientAuthentication { kHeader, kForm };

struct ClientCredentials {
  std::string url;
  std::string client_id;
  Secret client_secret;
  std::string scope;  // with blanks between; may be empty
  ClientAuthentication authentication = ClientAuthentication::kHeader;
  Form further;  // what a service wants beside: `tenant_id`, `audience`
};

// What to post for a token by client credentials.
TokenRequest ClientCredentialsRequest(const ClientCredentials& credentials);

// One token, kept until shortly before it expires. Not thread-safe.
class AccessToken {
 public:
  explicit AccessToken(TokenRequest request) : request_(std::move(request)) {}

  // The token at hand, or a new one. UNAUTHENTICATED token_refused, with what the service says, when there is none for
  // this client; else as HttpTransport::Send and TokenRequest::form.
  Result<Secret> Get(HttpTransport& http, const Host& host);
  // To be called when a service does not accept the token: the next Get asks for another.
  void Forget() { token_ = Secret(); }

 private:
  TokenRequest request_;
  Secret token_;
  int64_t valid_until_us_ = 0;
};

}  // namespace helhet::sdk
