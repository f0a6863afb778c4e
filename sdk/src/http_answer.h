// What came back from one HTTP request, and what it means for the read. Part of http_transport.
#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "helhet/http_transport.h"

namespace helhet::sdk {

// The address without its query, for messages: short, and without what may be private.
std::string WithoutQuery(const std::string& url);

struct HttpAnswer {
  long status = 0;
  // What the caller gets; its body too. The status in it is known as soon as the status line has come.
  HttpResponse response;
  size_t limit_bytes = 0;
  bool over_limit = false;
  // What the request's sink said last.
  Status sink_status;

  // Takes one header line as it stands on the wire.
  void AddHeader(std::string_view line);
  // How long the source said to wait: seconds or a date (RFC 9110 section 10.2.3), at most a day.
  std::optional<uint64_t> RetryAfterMs(int64_t now_us) const;

  // Whether the transfer came through at all.
  Status CheckTransfer(CURLcode code, const HttpRequest& request) const;
  // Whether the status is one that a connector reads: not 3xx and not 5xx.
  Status CheckStatus(const HttpRequest& request, int64_t now_us) const;
  Status RateLimited(const HttpRequest& request, uint64_t wait_ms) const;
};

}  // namespace helhet::sdk
