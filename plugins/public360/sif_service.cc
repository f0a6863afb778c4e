#include "sif_service.h"

#include <algorithm>
#include <utility>

#include "helhet/table/blanks.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"
#include "helhet/web_address.h"

namespace helhet::public360 {
namespace {

constexpr const char* kPath = "/Biz/v2/api/call/SI.Data.RPC/SI.Data.RPC/";
// A page of documents without their files; as a tree it takes about ten times as much, and a child has 512 MiB in all.
constexpr size_t kAnswerBytes = 16u << 20;

std::string TextAt(const Json& answer, const char* name) { return sdk::CellOf(sdk::At(answer, name), false).text; }

// What a person is told of an ErrorMessage as `An error occured: Some.Exception: the case is closed <operation>…`.
std::string ReasonOf(const Json& answer) {
  std::string text = TextAt(answer, "ErrorMessage");
  if (text.empty()) text = TextAt(answer, "ErrorDetails");
  const std::string_view exception = "Exception:";
  if (const size_t at = text.find(exception); at != std::string::npos) text.erase(0, at + exception.size());
  text.erase(std::min(text.find("<operation>"), text.size()));
  return text.find_first_not_of(" \r\n\t") == std::string::npos ? "it says no reason" : sdk::Quoted(sdk::WithoutBlanks(text));
}

Status Unreadable(const std::string& method, const std::string& why) {
  return FailedPrecondition(method + ": not an answer of SIF: " + why)
      .WithReason("answer_unreadable")
      .WithSetting("settings.address")
      .WithRemedy("check that the address is that of Public 360, and that nothing stands between that answers in its place")
      .WithClass(ErrorClass::kSource);
}

}  // namespace

Result<SifService> SifService::From(const sdk::Settings& settings) {
  SifService service;
  HELHET_ASSIGN_OR_RETURN(service.address_, settings.Text("address"));
  while (service.address_.ends_with('/')) service.address_.pop_back();
  if (!sdk::WebAddress::Parse(service.address_)) {
    return sdk::SettingInvalid("address", sdk::Quoted(service.address_) + " is no address", "state https:// and the host of Public 360");
  }
  if (!settings.Has("auth.style")) {
    return sdk::SettingInvalid("auth.style", "missing", "state api_key or oauth2; SIF answers nobody that it does not know");
  }
  HELHET_ASSIGN_OR_RETURN(service.authorisation_, sdk::Authorisation::From(settings));
  service.http_ = sdk::HttpTransport({.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", ""),
                                      .credential = settings.connector_id()});
  if (const int64_t calls = settings.Integer("rate_limit.calls", 0); calls > 0) {
    service.http_.SetRateLimit(static_cast<uint32_t>(calls), std::chrono::seconds(settings.Integer("rate_limit.seconds", 60)));
  }
  return service;
}

Result<Json> SifService::Call(const std::string& method, const Json& parameter, const sdk::Host& host) {
  sdk::HttpRequest request{.url = address_ + kPath + method, .content_type = "application/json", .activity = method, .limit_bytes = kAnswerBytes};
  request.sends_once = method.find("/Create") != std::string::npos;
  request.body = Json{{"parameter", parameter}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  HELHET_ASSIGN_OR_RETURN(const sdk::HttpResponse response, authorisation_.Send(request, http_, host));
  HELHET_RETURN_IF_ERROR(CheckSuccess(response, method));
  Result<Json> answer = sdk::ParseJson(response.body);
  if (!answer.ok()) return Unreadable(method, answer.status().message());
  const Json* successful = answer->is_object() ? sdk::At(*answer, "Successful") : nullptr;
  if (successful == nullptr || !successful->is_boolean()) return Unreadable(method, "it does not say whether it was Successful");
  if (successful->get<bool>()) return answer;
  return FailedPrecondition(method + ": Public 360 did not carry it out: " + ReasonOf(*answer))
      .WithReason("archive_refused")
      .WithRemedy("ask whoever runs the archive what its reason means; codes and rights differ between installations")
      .WithClass(ErrorClass::kSource);
}

std::string LinkTo(const std::string& address, const std::string& path) {
  if (path.empty()) return "";
  const auto link = address.empty() ? sdk::WebAddress::Parse(path) : sdk::WebAddress::Resolve(address + "/", path);
  return link ? link->url : "";
}

}  // namespace helhet::public360
