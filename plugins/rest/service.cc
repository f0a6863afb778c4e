#include "service.h"

#include <algorithm>
#include <utility>

#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"
#include "helhet/web_address.h"

namespace helhet::rest {
namespace {

// One page. As a tree it takes about ten times as much, and a child has 512 MiB in all.
constexpr size_t kAnswerBytes = 16u << 20;

Status NoRecords(const std::string& where, const std::string& path, const Json& body) {
  std::string members;
  if (body.is_object()) {
    for (const auto& [name, unused] : body.items()) members += (members.empty() ? "" : ", ") + name;
  }
  return FailedPrecondition(where + ": no list of records at " + sdk::Quoted(path) + "; the answer is " +
                            (body.is_object() ? "an object with " + sdk::Quoted(members) : std::string("no object")))
      .WithReason("records_missing")
      .WithSetting("settings.records")
      .WithRemedy("state the path of the list in the answer; empty when the answer itself is the list")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<Service> Service::From(const sdk::Settings& settings) {
  Service service;
  HELHET_ASSIGN_OR_RETURN(service.request_, RequestTemplate::From(settings));
  HELHET_ASSIGN_OR_RETURN(service.pages_, PageSettings::From(settings, service.request_));
  HELHET_ASSIGN_OR_RETURN(service.authorisation_, Authorisation::From(settings));
  service.records_path_ = settings.Text("records", "");
  service.not_found_is_empty_ = settings.Flag("not_found_is_empty", false);
  for (const std::string& host : settings.Texts("redirect_hosts")) {
    const auto address = sdk::WebAddress::Parse(host);
    if (!address) return sdk::SettingInvalid("redirect_hosts", sdk::Quoted(host) + " is no address", "state https:// and a host");
    service.redirect_origins_.push_back(address->Origin());
  }
  service.http_ = sdk::HttpTransport({.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", ""),
                                      .credential = settings.connector_id()});
  const int64_t calls = settings.Integer("rate_limit.calls", 0);
  if (calls > 0) {
    service.http_.SetRateLimit(static_cast<uint32_t>(calls), std::chrono::seconds(settings.Integer("rate_limit.seconds", 60)));
  }
  return service;
}

// Sends a signed request. A token that is no longer accepted, though its time is not up, is renewed once.
Result<sdk::HttpResponse> Service::Ask(sdk::HttpRequest request, const sdk::Host& host) {
  request.limit_bytes = kAnswerBytes;
  request.takes_redirects = !redirect_origins_.empty();
  for (bool may_renew = true;; may_renew = false) {
    sdk::HttpRequest signed_request = request;
    HELHET_RETURN_IF_ERROR(authorisation_.Sign(signed_request, http_, host));
    HELHET_ASSIGN_OR_RETURN(sdk::HttpResponse answer, http_.Send(signed_request, host));
    if (answer.status >= 300 && answer.status < 400) return Follow(answer, request, host);
    if (answer.status != 401 || !may_renew || !authorisation_.Renews()) return answer;
  }
}

// Some services keep the answer elsewhere, under an address that is itself the key. Only where the settings say so, once,
// and neither the credential nor any other header goes along.
Result<sdk::HttpResponse> Service::Follow(const sdk::HttpResponse& redirect, const sdk::HttpRequest& from, const sdk::Host& host) {
  const auto address = sdk::WebAddress::Resolve(from.url, redirect.Header("location"));
  const std::string origin = address ? address->Origin() : "";
  if (std::find(redirect_origins_.begin(), redirect_origins_.end(), origin) == redirect_origins_.end()) {
    return FailedPrecondition("the service sends the connector on to " + sdk::Quoted(origin) + ", which settings.redirect_hosts does not name")
        .WithReason("http_redirect")
        .WithSetting("settings.redirect_hosts")
        .WithRemedy("if that host is the service's, state it in settings.redirect_hosts")
        .WithClass(ErrorClass::kConfiguration);
  }
  sdk::HttpRequest request{.url = address->url, .activity = from.activity, .limit_bytes = kAnswerBytes};
  HELHET_ASSIGN_OR_RETURN(sdk::HttpResponse answer, http_.Send(request, host));
  // The next page is told by whichever of the two told it.
  answer.headers.insert(answer.headers.end(), redirect.headers.begin(), redirect.headers.end());
  return answer;
}

Status Service::Read(const std::string& since, int64_t most_pages, const sdk::Host& host, const Sink& sink) {
  Pages pages(pages_, request_, since);
  for (bool more = true; more && pages.number() <= most_pages;) {
    sdk::HttpRequest request = pages.Request();
    const auto address = sdk::WebAddress::Parse(request.url);
    const std::string where = (address ? address->path : request.url) + ", page " + std::to_string(pages.number());
    request.activity = "henter " + where;
    HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse answer, Ask(std::move(request), host));
    const bool is_end = answer.status == 404 && (not_found_is_empty_ || pages.MayBeBeyondTheEnd());
    if (is_end || answer.status == 204) return OkStatus();
    HELHET_RETURN_IF_ERROR(CheckSuccess(answer, where));
    Result<Json> body = ParseJson(answer.body);
    if (!body.ok()) {
      return FailedPrecondition(where + ": " + body.status().message()).WithReason(body.status().reason())
          .WithSetting("settings.url").WithRemedy(body.status().remedy()).WithClass(ErrorClass::kSource);
    }
    const Json* records = At(*body, records_path_);
    if (records == nullptr || !records->is_array()) return NoRecords(where, records_path_, *body);
    for (size_t i = 0; i < records->size(); ++i) {
      HELHET_RETURN_IF_ERROR(sink((*records)[i], where + ", record " + std::to_string(i + 1)));
    }
    HELHET_ASSIGN_OR_RETURN(more, pages.Advance(answer, *body, records->size()));
  }
  return OkStatus();
}

}  // namespace helhet::rest
