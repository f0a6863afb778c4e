#include "helhet/json/request_template.h"

#include <algorithm>
#include <functional>
#include <set>

#include "helhet/json/json_record.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"

namespace helhet::sdk {
namespace {



const std::set<std::string, std::less<>> kPlaces = {"page", "offset", "size", "cursor", "since"};

// Calls `literal` and `place` for what a template consists of. A brace that is not around a lower-case word stands for
// itself, as in a body of JSON.
void Walk(std::string_view text, const std::function<void(std::string_view)>& literal,
          const std::function<void(std::string_view)>& place) {
  while (!text.empty()) {
    const size_t open = std::min(text.find('{'), text.size());
    literal(text.substr(0, open));
    text.remove_prefix(open);
    if (text.empty()) return;
    const size_t close = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1);
    if (close != std::string_view::npos && close > 1 && text[close] == '}') {
      place(text.substr(1, close - 1));
      text.remove_prefix(close + 1);
    } else {
      literal(text.substr(0, 1));
      text.remove_prefix(1);
    }
  }
}

Status CheckPlaces(const std::string& text, const std::string& setting) {
  Status status;
  Walk(text, [](std::string_view) {}, [&](std::string_view place) {
    if (!kPlaces.contains(place)) {
      status = SettingInvalid(setting, Quoted(place) + " is no place that is filled in", "use {page}, {offset}, {size}, {cursor} or {since}");
    }
  });
  return status;
}

std::string Filled(const std::string& text, const Places& places, const std::function<std::string(const std::string&)>& encode) {
  std::string filled;
  Walk(text, [&](std::string_view literal) { filled += literal; }, [&](std::string_view place) {
    const auto found = places.find(place);
    if (found != places.end()) filled += encode(found->second);
  });
  return filled;
}

bool LacksAValue(const std::string& text, const Places& places) {
  bool lacks = false;
  Walk(text, [](std::string_view) {}, [&](std::string_view place) {
    const auto found = places.find(place);
    lacks |= found == places.end() || found->second.empty();
  });
  return lacks;
}

std::string AsItIs(const std::string& value) { return value; }

std::string InJsonText(const std::string& value) {
  const std::string quoted = Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Result<RequestTemplate> RequestTemplate::From(const Settings& settings) {
  RequestTemplate made;
  HELHET_ASSIGN_OR_RETURN(made.url_, settings.Text("url"));
  HELHET_RETURN_IF_ERROR(CheckPlaces(made.url_, "url"));
  if (HostOfUrl(Filled(made.url_, {}, PercentEncode)).empty()) {
    return SettingInvalid("url", Quoted(made.url_) + " is no address", "state an address that begins with https://");
  }
  for (size_t i = 0; i < settings.Size("query"); ++i) {
    const std::string path = "query." + std::to_string(i);
    HELHET_ASSIGN_OR_RETURN(std::string name, settings.Text(path + ".name"));
    const std::string value = settings.Text(path + ".value", "");
    HELHET_RETURN_IF_ERROR(CheckPlaces(value, path + ".value"));
    made.query_.emplace_back(std::move(name), value);
  }
  made.headers_ = settings.Texts("headers");
  for (size_t i = 0; i < made.headers_.size(); ++i) {
    HELHET_RETURN_IF_ERROR(CheckPlaces(made.headers_[i], "headers." + std::to_string(i)));
  }
  made.body_ = settings.Text("body", "");
  HELHET_RETURN_IF_ERROR(CheckPlaces(made.body_, "body"));
  if (!made.body_.empty() && !ParseJson(Filled(made.body_, {{"page", "1"}, {"offset", "0"}, {"size", "1"}}, InJsonText)).ok()) {
    return SettingInvalid("body", "not JSON", "state a JSON text, with places as {cursor} inside quotes");
  }
  return made;
}

HttpRequest RequestTemplate::Fill(const Places& places) const {
  HttpRequest request;
  request.url = Filled(url_, places, PercentEncode);
  char mark = request.url.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : query_) {
    if (LacksAValue(value, places)) continue;
    request.url += mark + PercentEncode(name) + "=" + PercentEncode(Filled(value, places, AsItIs));
    mark = '&';
  }
  for (const std::string& header : headers_) {
    std::string filled = Filled(header, places, AsItIs);
    // What an answer gave must not become a header of its own.
    std::erase_if(filled, [](char c) { return c == '\r' || c == '\n'; });
    if (!LacksAValue(header, places)) request.headers.push_back(std::move(filled));
  }
  if (!body_.empty()) {
    request.body = Filled(body_, places, InJsonText);
    request.content_type = "application/json";
  }
  return request;
}

bool RequestTemplate::Has(std::string_view place) const {
  const std::string braced = "{" + std::string(place) + "}";
  const auto holds = [&](const std::string& text) { return text.find(braced) != std::string::npos; };
  return holds(url_) || holds(body_) || std::any_of(headers_.begin(), headers_.end(), holds) ||
          std::any_of(query_.begin(), query_.end(), [&](const auto& pair) { return holds(pair.second); });
}

}  // namespace helhet::sdk
