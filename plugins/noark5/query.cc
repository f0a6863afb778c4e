#include "query.h"

#include <algorithm>

#include "helhet/http_transport.h"

namespace helhet::noark5 {
namespace {

// `{?$filter&$orderby}`; empty when the link has no such end.
std::string_view PlacesOf(const Link& link) {
  const size_t begin = link.href.find('{');
  return link.templated && begin != std::string::npos ? std::string_view(link.href).substr(begin) : std::string_view();
}

}  // namespace

bool Takes(const Link& link, std::string_view parameter) {
  std::string_view places = PlacesOf(link);
  while (!places.empty()) {
    places.remove_prefix(std::min(places.find_first_not_of("{?&,}"), places.size()));
    const size_t end = std::min(places.find_first_of("{?&,}"), places.size());
    if (places.substr(0, end) == parameter) return true;
    places.remove_prefix(end);
  }
  return false;
}

std::string Expand(const Link& link, const Query& query) {
  std::string address = link.href.substr(0, link.href.size() - PlacesOf(link).size());
  const auto add = [&](const char* name, const std::string& value) {
    if (value.empty() || !Takes(link, name)) return;
    address += (address.find('?') == std::string::npos ? "?" : "&") + std::string(name) + "=" + sdk::PercentEncode(value);
  };
  add("$filter", query.filter);
  add("$orderby", query.order_by);
  return address;
}

std::string Literal(std::string_view text) {
  std::string literal = "'";
  for (const char c : text) literal += c == '\'' ? "''" : std::string(1, c);
  return literal + "'";
}

}  // namespace helhet::noark5
