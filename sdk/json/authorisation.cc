#include "helhet/json/authorisation.h"

#include <utility>

#include "helhet/base64.h"
#include "helhet/maskinporten.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {

Result<std::string> SecretText(const Settings& settings, const std::string& name) {
  const std::string text = settings.SecretOf(name).reveal();
  const char* why = text.empty() ? "missing" : text.find_first_of("\r\n") != std::string::npos ? "has a line break in it" : nullptr;
  if (why == nullptr) return text;
  return InvalidArgument("secrets." + name + ": " + why)
      .WithReason("secret_missing")
      .WithSetting("secrets." + name)
      .WithRemedy("state secrets." + name)
      .WithClass(ErrorClass::kConfiguration);
}

Result<TokenRequest> ReadClientCredentials(const Settings& settings) {
  ClientCredentials credentials;
  HELHET_ASSIGN_OR_RETURN(credentials.url, settings.Text("auth.token_url"));
  HELHET_ASSIGN_OR_RETURN(credentials.client_id, settings.Text("auth.client_id"));
  HELHET_ASSIGN_OR_RETURN(const std::string secret, SecretText(settings, "client_secret"));
  credentials.client_secret = Secret(secret);
  credentials.scope = settings.Text("auth.scope", "");
  const bool in_form = settings.Text("auth.client_authentication", "header") == "form";
  credentials.authentication = in_form ? ClientAuthentication::kForm : ClientAuthentication::kHeader;
  for (size_t i = 0; i < settings.Size("auth.further"); ++i) {
    const std::string path = "auth.further." + std::to_string(i);
    HELHET_ASSIGN_OR_RETURN(std::string name, settings.Text(path + ".name"));
    credentials.further.emplace_back(std::move(name), settings.Text(path + ".value", ""));
  }
  return ClientCredentialsRequest(credentials);
}

Result<TokenRequest> ReadMaskinporten(const Settings& settings) {
  MaskinportenClient client;
  // Stated, though it is the same for all: the hub lets the connector out to the hosts that its settings state.
  HELHET_ASSIGN_OR_RETURN(client.url, settings.Text("auth.token_url"));
  client.audience = settings.Text("auth.audience", client.audience);
  HELHET_ASSIGN_OR_RETURN(client.client_id, settings.Text("auth.client_id"));
  HELHET_ASSIGN_OR_RETURN(client.scope, settings.Text("auth.scope"));
  client.resources = settings.Texts("auth.resources");
  client.consumer_organisation_number = settings.Text("auth.consumer_organisation_number", "");
  client.key_id = settings.Text("auth.key_id", "");
  client.certificates = settings.Text("auth.certificates", "");
  client.private_key = settings.SecretOf("private_key");
  client.private_key_passphrase = settings.SecretOf("private_key_passphrase");
  HELHET_RETURN_IF_ERROR(CheckMaskinportenClient(client));
  return MaskinportenRequest(client);
}

}  // namespace

Result<Authorisation> Authorisation::From(const Settings& settings) {
  Authorisation made;
  const std::string style = settings.Text("auth.style", "none");
  if (style == "none") return made;
  if (style == "api_key") {
    HELHET_ASSIGN_OR_RETURN(const std::string key, SecretText(settings, "api_key"));
    const std::string header = settings.Text("auth.header", "");
    const std::string parameter = settings.Text("auth.parameter", "");
    if (header.empty() == parameter.empty()) {
      return SettingInvalid("auth.header", "state where the key goes", "state either auth.header or auth.parameter");
    }
    (header.empty() ? made.parameter_ : made.header_) =
        header.empty() ? PercentEncode(parameter) + "=" + PercentEncode(key) : header + ": " + key;
    return made;
  }
  if (style == "bearer") {
    HELHET_ASSIGN_OR_RETURN(const std::string token, SecretText(settings, "token"));
    made.header_ = "Authorization: Bearer " + token;
    return made;
  }
  if (style == "basic") {
    HELHET_ASSIGN_OR_RETURN(const std::string user, settings.Text("auth.user"));
    HELHET_ASSIGN_OR_RETURN(const std::string password, SecretText(settings, "password"));
    made.header_ = "Authorization: Basic " + Base64(user + ":" + password);
    return made;
  }
  if (style != "oauth2" && style != "maskinporten") {
    return SettingInvalid("auth.style", Quoted(style) + " is no style", "state none, api_key, bearer, basic, oauth2 or maskinporten");
  }
  HELHET_ASSIGN_OR_RETURN(TokenRequest request, style == "oauth2" ? ReadClientCredentials(settings) : ReadMaskinporten(settings));
  if (HostOfUrl(request.url).empty()) {
    return SettingInvalid("auth.token_url", Quoted(request.url) + " is no address", "state an address that begins with https://");
  }
  made.token_.emplace(std::move(request));
  return made;
}

Status Authorisation::Sign(HttpRequest& request, HttpTransport& http, const Host& host) {
  if (token_) {
    HELHET_ASSIGN_OR_RETURN(const Secret token, token_->Get(http, host));
    request.headers.push_back("Authorization: Bearer " + token.reveal());
  }
  if (!header_.empty()) request.headers.push_back(header_);
  if (!parameter_.empty()) request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + parameter_;
  return OkStatus();
}

Result<HttpResponse> Authorisation::Send(const HttpRequest& request, HttpTransport& http, const Host& host) {
  for (bool may_renew = token_.has_value();; may_renew = false) {
    HttpRequest signed_request = request;
    HELHET_RETURN_IF_ERROR(Sign(signed_request, http, host));
    HELHET_ASSIGN_OR_RETURN(HttpResponse answer, http.Send(signed_request, host));
    if (answer.status != 401 || !may_renew) return answer;
    token_->Forget();
  }
}

}  // namespace helhet::sdk
