#include "login.h"

#include <algorithm>
#include <utility>

#include "helhet/base64.h"
#include "relation.h"

namespace helhet::noark5 {
namespace {

Result<sdk::Secret> SecretOf(const sdk::Settings& settings, const std::string& name) {
  sdk::Secret secret = settings.SecretOf(name);
  if (!secret.empty()) return secret;
  return InvalidArgument("secrets." + name + ": missing")
      .WithReason("secret_missing")
      .WithSetting("secrets." + name)
      .WithRemedy("state secrets." + name)
      .WithClass(ErrorClass::kConfiguration);
}

Status NotOffered(const std::string& style) {
  return FailedPrecondition("settings.auth.style: the archive offers no login by " + style)
      .WithReason("login_not_offered")
      .WithSetting("settings.auth.style")
      .WithRemedy("ask whoever runs the archive which login it has: oidc or basic")
      .WithClass(ErrorClass::kConfiguration);
}

// The whole list when it is stated; what OpenID Connect Discovery 1.0, section 3, says it is when it is not.
bool Offers(const Json& discovered, const char* list, const char* word, bool unless_stated) {
  const auto found = discovered.find(list);
  if (found == discovered.end() || !found->is_array()) return unless_stated;
  return std::find(found->begin(), found->end(), word) != found->end();
}

// The same client with a user's own name and password (RFC 6749 section 4.3).
sdk::TokenRequest PasswordRequest(sdk::TokenRequest request, const std::string& user, const sdk::Secret& password) {
  request.form = [of_client = std::move(request.form), user, password](int64_t now_us) -> Result<sdk::Form> {
    HELHET_ASSIGN_OR_RETURN(sdk::Form form, of_client(now_us));
    for (auto& [name, value] : form) {
      if (name == "grant_type") value = "password";
    }
    form.emplace_back("username", user);
    form.emplace_back("password", password.reveal());
    return form;
  };
  return request;
}

}  // namespace

Result<Login> Login::From(const sdk::Settings& settings) {
  Login login;
  login.is_basic_ = settings.Text("auth.style", "oidc") == "basic";
  login.user_ = settings.Text("auth.user", "");
  if (login.is_basic_) {
    HELHET_ASSIGN_OR_RETURN(login.user_, settings.Text("auth.user"));
  }
  if (!login.user_.empty()) {
    HELHET_ASSIGN_OR_RETURN(login.password_, SecretOf(settings, "password"));
  }
  if (login.is_basic_) return login;
  HELHET_ASSIGN_OR_RETURN(login.client_.client_id, settings.Text("auth.client_id"));
  HELHET_ASSIGN_OR_RETURN(login.client_.client_secret, SecretOf(settings, "client_secret"));
  login.client_.scope = settings.Text("auth.scope", "");
  return login;
}

Status Login::Begin(const Resource& root, const CheckAddress& check, sdk::HttpTransport& http, const sdk::Host& host) {
  const auto link = root.LinkOf(is_basic_ ? relation::kLoginBasic : relation::kLoginOidc);
  if (!link) return NotOffered(is_basic_ ? "basic" : "oidc");
  if (!is_basic_) {
    HELHET_ASSIGN_OR_RETURN(sdk::TokenRequest request, Discover(link->href, check, http, host));
    token_.emplace(user_.empty() ? std::move(request) : PasswordRequest(std::move(request), user_, password_));
  }
  begun_ = true;
  return OkStatus();
}

Result<sdk::TokenRequest> Login::Discover(const std::string& href, const CheckAddress& check, sdk::HttpTransport& http,
                                          const sdk::Host& host) const {
  HELHET_RETURN_IF_ERROR(check(href));
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, http.Send({.url = href, .activity = "finner innloggingen"}, host));
  HELHET_RETURN_IF_ERROR(CheckSuccess(answer, "OpenID Connect discovery"));
  HELHET_ASSIGN_OR_RETURN(const Resource discovered, Resource::Parse(answer.body, "OpenID Connect discovery"));
  sdk::ClientCredentials client = client_;
  client.url = discovered.Text("token_endpoint");
  HELHET_RETURN_IF_ERROR(check(client.url));
  const char* const grant = user_.empty() ? "client_credentials" : "password";
  if (!Offers(discovered.json(), "grant_types_supported", grant, true)) return NotOffered(std::string("oidc with ") + grant);
  const bool in_header = Offers(discovered.json(), "token_endpoint_auth_methods_supported", "client_secret_basic", true);
  client.authentication = in_header ? sdk::ClientAuthentication::kHeader : sdk::ClientAuthentication::kForm;
  return ClientCredentialsRequest(client);
}

Status Login::Sign(sdk::HttpRequest& request, sdk::HttpTransport& http, const sdk::Host& host) {
  if (is_basic_) {
    request.headers.push_back("Authorization: Basic " + sdk::Base64(user_ + ":" + password_.reveal()));
    return OkStatus();
  }
  HELHET_ASSIGN_OR_RETURN(const sdk::Secret token, token_->Get(http, host));
  request.headers.push_back("Authorization: Bearer " + token.reveal());
  return OkStatus();
}

bool Login::Renews() {
  if (token_) token_->Forget();
  return token_.has_value();
}

}  // namespace helhet::noark5
