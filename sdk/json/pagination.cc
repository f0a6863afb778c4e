#include "helhet/json/pagination.h"

#include <algorithm>
#include <utility>

#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"
#include "helhet/web_address.h"

namespace helhet::sdk {
namespace {



// Far beyond any municipality's year; a service that never ends is at fault.
constexpr int64_t kPages = 100'000;

constexpr std::pair<const char*, PageStyle> kStyles[] = {
    {"none", PageStyle::kNone}, {"page", PageStyle::kPage}, {"offset", PageStyle::kOffset},
    {"cursor", PageStyle::kCursor}, {"next_url", PageStyle::kNextUrl}, {"link", PageStyle::kLink}};

Status Endless(const std::string& why) {
  return FailedPrecondition("settings.pagination: " + why)
      .WithReason("pages_endless")
      .WithSetting("settings.pagination")
      .WithRemedy("check the style of pagination and the names of its parameters with the service's documentation")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<PageSettings> PageSettings::From(const Settings& settings, const RequestTemplate& request) {
  PageSettings pages;
  const std::string style = settings.Text("pagination.style", "none");
  bool known = false;
  for (const auto& [name, value] : kStyles) {
    if (style == name) pages.style = value, known = true;
  }
  if (!known) return SettingInvalid("pagination.style", Quoted(style) + " is no style", "state none, page, offset, cursor, next_url or link");
  pages.path = settings.Text("pagination.path", "");
  pages.first = settings.Integer("pagination.first", pages.style == PageStyle::kPage ? 1 : 0);
  pages.size = settings.Integer("pagination.size", 0);
  pages.header = settings.Text("pagination.header", "");
  std::transform(pages.header.begin(), pages.header.end(), pages.header.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); });
  const bool needs_path = (pages.style == PageStyle::kCursor && pages.header.empty()) || pages.style == PageStyle::kNextUrl;
  if (needs_path && pages.path.empty()) {
    return SettingInvalid("pagination.path", "missing", "state where the answer holds the " + style + ": meta.next");
  }
  const bool counts = pages.style == PageStyle::kPage || pages.style == PageStyle::kOffset || pages.style == PageStyle::kCursor;
  if (counts && !request.Has(style)) {
    return SettingInvalid("pagination.style", "the request has no place {" + style + "}", "put {" + style + "} in settings.url, query or body");
  }
  if (request.Has("size") && pages.size <= 0) return SettingInvalid("pagination.size", "missing, and the request has {size}", "state records in a page");
  return pages;
}

Pages::Pages(const PageSettings& settings, const RequestTemplate& request, const std::string& since)
    : settings_(settings), request_(request), offset_(settings.first) {
  places_["since"] = since;
  if (settings.size > 0) places_["size"] = std::to_string(settings.size);
  places_["page"] = std::to_string(settings.first);
  places_["offset"] = std::to_string(settings.first);
}

HttpRequest Pages::Request() const {
  HttpRequest request = request_.Fill(places_);
  if (!next_url_.empty()) request.url = next_url_;
  return request;
}

Result<bool> Pages::Advance(const HttpResponse& answer, const Json& body, size_t records) {
  const size_t hash = std::hash<std::string>()(answer.body);
  if (number_ > 0 && records > 0 && hash == last_answer_) {
    return Endless("the service gives the same page twice, page " + std::to_string(number()));
  }
  last_answer_ = hash;
  if (++number_ >= kPages) return Endless("more than " + std::to_string(kPages) + " pages");
  offset_ += static_cast<int64_t>(records);
  places_["page"] = std::to_string(settings_.first + number_);
  places_["offset"] = std::to_string(offset_);
  switch (settings_.style) {
    case PageStyle::kNone:
      return false;
    case PageStyle::kPage:
    case PageStyle::kOffset:
      // A page that is not full need not be the last: services give fewer than asked for.
      return records > 0;
    case PageStyle::kCursor: {
      std::string cursor = settings_.header.empty() ? CellOf(At(body, settings_.path), false).text : answer.Header(settings_.header);
      if (!cursor.empty() && cursor == places_["cursor"]) return Endless("the service gives the same cursor twice, " + Quoted(cursor));
      places_["cursor"] = std::move(cursor);
      return !places_["cursor"].empty();
    }
    case PageStyle::kNextUrl:
      return GoTo(CellOf(At(body, settings_.path), false).text);
    case PageStyle::kLink:
      return GoTo(NextOfLink(answer.Header("link")));
  }
  return false;
}

// Follows an address from the answer, which may be relative.
Result<bool> Pages::GoTo(const std::string& reference) {
  if (reference.empty()) return false;
  const std::string current = Request().url;
  const std::string origin = WebAddress::Parse(current)->Origin();
  const auto next = WebAddress::Resolve(current, reference);
  if (!next || next->Origin() != origin) {
    return FailedPrecondition("settings.pagination: the next page, " + Quoted(reference) + ", does not lie on " + origin)
        .WithReason("other_host")
        .WithSetting("settings.pagination")
        .WithRemedy("ask whoever runs the service why its answers lead to another host")
        .WithClass(ErrorClass::kSource);
  }
  if (next->url == current) return Endless("the service names the same page as the next, page " + std::to_string(number_));
  next_url_ = next->url;
  return true;
}

std::string NextOfLink(const std::string& header) {
  for (size_t open = header.find('<'); open != std::string::npos;) {
    const size_t close = header.find('>', open);
    if (close == std::string::npos) return "";
    const size_t after = header.find('<', close);
    const std::string parameters = header.substr(close, after == std::string::npos ? after : after - close);
    for (const char* relation : {"rel=\"next\"", "rel=next", "rel='next'"}) {
      if (parameters.find(relation) != std::string::npos) return header.substr(open + 1, close - open - 1);
    }
    open = after;
  }
  return "";
}

}  // namespace helhet::sdk
