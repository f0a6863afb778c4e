// A request with places to be filled in: {page}, {offset}, {size}, {cursor}, {since}.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "helhet/http_transport.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::sdk {

// Values by name of their place; an empty one is not known.
using Places = std::map<std::string, std::string, std::less<>>;

class RequestTemplate {
 public:
  // From `url`, `query`, `headers` and `body`. INVALID_ARGUMENT naming the setting: a place that is not known, an address
  // that is none, a body that is no JSON.
  static Result<RequestTemplate> From(const Settings& settings);

  // The request with values in their places: percent-encoded in the address and the query, escaped as in a JSON text in
  // the body. A parameter of the query, or a header, with a place whose value is empty is left out.
  HttpRequest Fill(const Places& places) const;

  // Whether the place stands anywhere.
  bool Has(std::string_view place) const;
  const std::string& url() const { return url_; }

 private:
  std::string url_;
  std::vector<std::pair<std::string, std::string>> query_;
  std::vector<std::string> headers_;
  std::string body_;
};

}  // namespace helhet::sdk
