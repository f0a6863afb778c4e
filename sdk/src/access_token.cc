#include "helhet/access_token.h"

#include <nlohmann/json.hpp>

#include "helhet/base64.h"
#include "helhet/utf8.h"

namespace helhet::sdk {
namespace {

using nlohmann::json;

// A token that is about to expire may do so on its way.
constexpr int64_t kMarginUs = 30'000'000;
// How long a token is kept whose life the service does not state.
constexpr int64_t kUnstatedLifeSeconds = 60;

std::string Encoded(const Form& form) {
  std::string text;
  for (const auto& [name, value] : form) text += (text.empty() ? "" : "&") + PercentEncode(name) + "=" + PercentEncode(value);
  return text;
}

std::string TextOf(const json& object, const char* name) {
  return object.is_object() && object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : "";
}

Status Refused(const std::string& url, const HttpResponse& answer, const json& body) {
  const std::string said = TextOf(body, "error") + (TextOf(body, "error_description").empty() ? "" : ": " + TextOf(body, "error_description"));
  return Status(StatusCode::kUnauthenticated, url + ": no token, status " + std::to_string(answer.status) +
                                                  (said.empty() ? "" : ": " + CleanUtf8(said.substr(0, 300))))
      .WithReason("token_refused")
      .WithSetting("settings.auth")
      .WithRemedy("check the client, its secret or key, and its scopes with whoever runs the service")
      .WithClass(ErrorClass::kConfiguration);
}

Status NoToken(const std::string& url, const char* why) {
  return FailedPrecondition(url + ": " + why)
      .WithReason("token_unreadable")
      .WithSetting("settings.auth")
      .WithRemedy("check that the address is that of the service's token endpoint")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

TokenRequest ClientCredentialsRequest(const ClientCredentials& credentials) {
  TokenRequest request{.url = credentials.url};
  Form form = {{"grant_type", "client_credentials"}};
  if (!credentials.scope.empty()) form.emplace_back("scope", credentials.scope);
  if (credentials.authentication == ClientAuthentication::kForm) {
    form.emplace_back("client_id", credentials.client_id);
    form.emplace_back("client_secret", credentials.client_secret.reveal());
  } else {
    // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1).
    const std::string pair = PercentEncode(credentials.client_id) + ":" + PercentEncode(credentials.client_secret.reveal());
    request.headers = {"Authorization: Basic " + Base64(pair)};
  }
  form.insert(form.end(), credentials.further.begin(), credentials.further.end());
  request.form = [form](int64_t) -> Result<Form> { return form; };
  return request;
}

Result<Secret> AccessToken::Get(HttpTransport& http, const Host& host) {
  if (!token_.empty() && host.now_us() < valid_until_us_) return token_;
  HELHET_ASSIGN_OR_RETURN(const Form form, request_.form(host.now_us()));
  const HttpRequest request{.url = request_.url, .body = Encoded(form), .content_type = "application/x-www-form-urlencoded",
                            .headers = request_.headers, .activity = "henter tilgang",
                            .sends_once = true};  // a signed assertion is good for one call
  HELHET_ASSIGN_OR_RETURN(const HttpResponse answer, http.Send(request, host));
  const json body = json::parse(answer.body, nullptr, /*allow_exceptions=*/false);
  if (answer.status < 200 || answer.status >= 300) return Refused(request_.url, answer, body);
  const std::string token = TextOf(body, "access_token");
  if (token.empty() || token.find_first_of("\r\n") != std::string::npos) return NoToken(request_.url, "the answer holds no access_token");
  const bool stated = body.contains("expires_in") && body["expires_in"].is_number_integer();
  const int64_t life_s = stated ? body["expires_in"].get<int64_t>() : kUnstatedLifeSeconds;
  token_ = Secret(token);
  valid_until_us_ = host.now_us() + std::min<int64_t>(life_s, 24 * 60 * 60) * 1'000'000 - kMarginUs;
  return token_;
}

}  // namespace helhet::sdk
