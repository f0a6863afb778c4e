#include "core.h"

#include <algorithm>
#include <utility>

#include "helhet/instant.h"
#include "helhet/utf8.h"
#include "helhet/values/quoted.h"
#include "helhet/web_address.h"

namespace helhet::noark5 {
namespace {

Status NoAddress(const std::string& setting, const std::string& text) {
  return InvalidArgument("settings." + setting + ": " + sdk::Quoted(text) + " is no address")
      .WithReason("setting_invalid")
      .WithSetting("settings." + setting)
      .WithRemedy("state https:// and a host")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<Core> Core::From(const sdk::Settings& settings) {
  Core core;
  HELHET_ASSIGN_OR_RETURN(core.url_, settings.Text("url"));
  const auto address = sdk::WebAddress::Parse(core.url_);
  if (!address) return NoAddress("url", core.url_);
  core.origin_ = address->Origin();
  for (const std::string& host : settings.Texts("login_hosts")) {
    const auto login = sdk::WebAddress::Parse(host);
    if (!login) return NoAddress("login_hosts", host);
    core.login_origins_.push_back(login->Origin());
  }
  HELHET_ASSIGN_OR_RETURN(core.login_, Login::From(settings));
  core.http_ = sdk::HttpTransport({.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", ""),
                                   .credential = settings.connector_id()});
  return core;
}

Result<Resource> Core::Open(const sdk::Host& host, int64_t& now) {
  if (!login_.begun()) {
    // Anybody may ask how to log in.
    HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, http_.Send({.url = url_, .headers = {kAccept}, .activity = "åpner arkivet"}, host));
    HELHET_RETURN_IF_ERROR(CheckAnswer(answer, url_));
    HELHET_ASSIGN_OR_RETURN(const Resource root, Resource::Parse(answer.body, url_));
    const auto check = [this](const std::string& url) {
      const auto address = sdk::WebAddress::Parse(url);
      const bool named = address && std::find(login_origins_.begin(), login_origins_.end(), address->Origin()) != login_origins_.end();
      return named ? OkStatus() : CheckOrigin(url).WithSetting("settings.login_hosts");
    };
    HELHET_RETURN_IF_ERROR(login_.Begin(root, check, http_, host));
  }
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, Send({.url = url_, .headers = {kAccept}, .activity = "åpner arkivet"}, host));
  HELHET_RETURN_IF_ERROR(CheckAnswer(answer, url_));
  const int64_t stated = sdk::SecondsSince1970(answer.Header("date"));
  now = stated > 0 ? stated : host.now_us() / 1'000'000;
  return Resource::Parse(answer.body, url_);
}

Result<sdk::HttpResponse> Core::Send(sdk::HttpRequest request, const sdk::Host& host) {
  HELHET_RETURN_IF_ERROR(CheckOrigin(request.url));
  for (bool may_renew = true;; may_renew = false) {
    sdk::HttpRequest signed_request = request;
    signed_request.sends_once = !request.method.empty() || !request.content_type.empty();
    HELHET_RETURN_IF_ERROR(login_.Sign(signed_request, http_, host));
    HELHET_ASSIGN_OR_RETURN(sdk::HttpResponse answer, http_.Send(signed_request, host));
    if (answer.status != 401 || !may_renew || !login_.Renews()) return answer;
  }
}

Status Core::CheckOrigin(const std::string& url) const {
  const auto address = sdk::WebAddress::Parse(url);
  if (address && address->Origin() == origin_) return OkStatus();
  return FailedPrecondition(url_ + ": the archive leads to " + sdk::Quoted(address ? address->Origin() : url) +
                            ", which gets no credential")
      .WithReason("other_host")
      .WithSetting("settings.url")
      .WithRemedy("state the address by which the archive itself writes its links; name a login service in settings.login_hosts")
      .WithClass(ErrorClass::kConfiguration);
}

Status CheckAnswer(const sdk::HttpResponse& answer, const std::string& what) {
  const Status status = sdk::CheckSuccess(answer, what);
  if (status.ok()) return status;
  const auto problem = Resource::Parse(answer.body, what);
  const std::string said = problem.ok() ? problem->Text("feil/beskrivelse") : "";
  if (said.empty()) return status;
  if (status.code() == StatusCode::kFailedPrecondition) {
    // CheckSuccess quotes the body of these: the sentence in it, rather than the JSON around it.
    sdk::HttpResponse told = answer;
    told.body = said;
    return sdk::CheckSuccess(told, what);
  }
  return Status(status.code(), status.message() + ": " + sdk::CleanUtf8(said.substr(0, 200)))
      .WithReason(status.reason())
      .WithRemedy(status.remedy())
      .WithClass(status.error_class());
}

}  // namespace helhet::noark5
