#include "helhet/json/service.h"

#include <algorithm>
#include <utility>

#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"
#include "helhet/web_address.h"

namespace helhet::sdk {
namespace {

// One page. As a tree it takes about ten times as much, and a child has 512 MiB in all.
constexpr size_t kAnswerBytes = 16u << 20;

Status NoRecords(const std::string& where, const std::string& path, const Json& body) {
  std::string members;
  if (body.is_object()) {
    for (const auto& [name, unused] : body.items()) members += (members.empty() ? "" : ", ") + name;
  }
  return FailedPrecondition(where + ": no list of records at " + Quoted(path) + "; the answer is " +
                            (body.is_object() ? "an object with " + Quoted(members) : std::string("no object")))
      .WithReason("records_missing")
      .WithSetting("settings.records")
      .WithRemedy("state the path of the list in the answer; empty when the answer itself is the list")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<JsonService> JsonService::From(const Settings& settings) {
  JsonService service;
  HELHET_ASSIGN_OR_RETURN(service.request_, RequestTemplate::From(settings));
  HELHET_ASSIGN_OR_RETURN(service.pages_, PageSettings::From(settings, service.request_));
  HELHET_ASSIGN_OR_RETURN(service.authorisation_, Authorisation::From(settings));
  service.records_path_ = settings.Text("records", "");
  service.not_found_is_empty_ = settings.Flag("not_found_is_empty", false);
  for (const std::string& host : settings.Texts("redirect_hosts")) {
    const auto address = WebAddress::Parse(host);
    if (!address) return SettingInvalid("redirect_hosts", Quoted(host) + " is no address", "state https:// and a host");
    service.redirect_origins_.push_back(address->Origin());
  }
  service.http_ = HttpTransport({.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", ""),
                                      .credential = settings.connector_id()});
  const int64_t calls = settings.Integer("rate_limit.calls", 0);
  if (calls > 0) {
    service.http_.SetRateLimit(static_cast<uint32_t>(calls), std::chrono::seconds(settings.Integer("rate_limit.seconds", 60)));
  }
  return service;
}

Result<HttpResponse> JsonService::Ask(HttpRequest request, const Host& host) {
  request.limit_bytes = kAnswerBytes;
  request.takes_redirects = !redirect_origins_.empty();
  HELHET_ASSIGN_OR_RETURN(HttpResponse answer, authorisation_.Send(request, http_, host));
  if (answer.status >= 300 && answer.status < 400) return Follow(answer, request, host);
  return answer;
}

// Some services keep the answer elsewhere, under an address that is itself the key. Only where the settings say so, once,
// and neither the credential nor any other header goes along.
Result<HttpResponse> JsonService::Follow(const HttpResponse& redirect, const HttpRequest& from, const Host& host) {
  const auto address = WebAddress::Resolve(from.url, redirect.Header("location"));
  const std::string origin = address ? address->Origin() : "";
  if (std::find(redirect_origins_.begin(), redirect_origins_.end(), origin) == redirect_origins_.end()) {
    return FailedPrecondition("the service sends the connector on to " + Quoted(origin) + ", which settings.redirect_hosts does not name")
        .WithReason("http_redirect")
        .WithSetting("settings.redirect_hosts")
        .WithRemedy("if that host is the service's, state it in settings.redirect_hosts")
        .WithClass(ErrorClass::kConfiguration);
  }
  HttpRequest request{.url = address->url, .activity = from.activity, .limit_bytes = kAnswerBytes};
  HELHET_ASSIGN_OR_RETURN(HttpResponse answer, http_.Send(request, host));
  // The next page is told by whichever of the two told it.
  answer.headers.insert(answer.headers.end(), redirect.headers.begin(), redirect.headers.end());
  return answer;
}

Status JsonService::Read(const std::string& since, int64_t most_pages, const Host& host, const Sink& sink) {
  Pages pages(pages_, request_, since);
  for (bool more = true; more && pages.number() <= most_pages;) {
    HttpRequest request = pages.Request();
    const auto address = WebAddress::Parse(request.url);
    const std::string where = (address ? address->path : request.url) + ", page " + std::to_string(pages.number());
    request.activity = "henter " + where;
    HELHET_ASSIGN_OR_RETURN(const HttpResponse answer, Ask(std::move(request), host));
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

}  // namespace helhet::sdk
