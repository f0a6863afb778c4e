// HTTP for connectors: every call waits for the hub's shared rate limit, goes out through the hub's egress
// proxy, has a deadline and a size limit, and ends within a tenth of a second when the read is cancelled.
//
//   sdk::HttpTransport http({.proxy_socket = settings.proxy_socket()});
//   HELHET_ASSIGN_OR_RETURN(sdk::HttpResponse answer, http.Send({.url = url}, host));
//
// What it repeats: a 429, for the hub holds the bucket. The next Acquire carries how long to wait, the hub
// grants it when that time has passed, for this connector and for all others on that host; the request is
// then sent again, at most Options::rate_limit_repeats times. Nothing else is repeated: the status code says
// how the hub goes on.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "helhet/connector.h"
#include "helhet/status.h"

namespace helhet::sdk {

// An answer that the source meant: any status but 3xx, 429 and 5xx, which are errors of Send.
struct HttpResponse {
  int status = 0;
  // Media type without parameters, lower case: `application/json`.
  std::string content_type;
  std::string body;
  // All headers, names in lower case, in the order they came.
  std::vector<std::pair<std::string, std::string>> headers;

  // The first header of that name, given in lower case; empty when there is none.
  std::string Header(std::string_view name) const;
};

struct HttpRequest {
  // `https://…`, or `http://…` for a loopback host. Already percent-encoded.
  std::string url;
  // `PUT`, `PROPFIND`. Empty means a POST when `content_type` is set, else a GET. Of a HEAD no body comes.
  std::string method;
  // Sent when `content_type` is set.
  std::string body;
  std::string content_type;
  // Further headers, `Name: value`.
  std::vector<std::string> headers;
  // Shown as progress while the call is under way: `henter 07459`.
  std::string activity;
  // Bytes of the decoded body at most; beyond it RESOURCE_EXHAUSTED.
  size_t limit_bytes = 8u << 20;
  std::chrono::milliseconds deadline_ms{120'000};
  // A redirect is an answer, with its header `location`, and no error. It is not followed all the same.
  bool takes_redirects = false;
  // Takes the body of a 200 or 206 piece by piece, undecoded, with the answer's head; then `body` stays empty. What came
  // before a break is not taken back. A minute in which nothing comes is a break. An error of its own ends the call and is what Send returns.
  std::function<Status(const HttpResponse& head, std::string_view piece)> sink;
};

// One connector's way out. Not thread-safe. Connections are kept open between calls.
class HttpTransport {
 public:
  struct Options {
    // The hub's SOCKS5 proxy, a path. Empty goes out directly: outside a sandbox, as in tests.
    std::string proxy_socket;
    // PEM file with certificate authorities. Empty means the system's.
    std::string ca_file;
    // Name of the credential whose rate limit is shared. Empty for none.
    std::string credential;
    // Times a request is sent again after 429.
    int rate_limit_repeats = 2;
  };

  explicit HttpTransport(Options options);
  ~HttpTransport();
  HttpTransport(HttpTransport&&) noexcept;
  HttpTransport& operator=(HttpTransport&&) noexcept;

  // States the source's own limit, sent with each Acquire from now on. A 429 without Retry-After waits one
  // window; a minute where none is known.
  void SetRateLimit(uint32_t calls, std::chrono::milliseconds window_ms);

  // Sends one request and gives the answer. Errors, by what the hub should do:
  //   INVALID_ARGUMENT     the address is none, or is plain http to a host beyond loopback
  //   FAILED_PRECONDITION  a certificate that cannot be trusted; a redirect, which is never followed
  //   RESOURCE_EXHAUSTED   429 again and again, with retry_after_ms; an answer over the size limit
  //   UNAVAILABLE          no connection, a broken one, no answer in time, or 5xx; retry_after_ms if stated
  //   CANCELLED            the call is cancelled
  Result<HttpResponse> Send(const HttpRequest& request, const Host& host);

 private:
  struct Curl;
  std::unique_ptr<Curl> curl_;
  Options options_;
  uint32_t calls_per_window_ = 0;
  std::chrono::milliseconds window_ms_{0};
};

// Whether the answer is a 2xx. Else, naming `what` and the status: UNAUTHENTICATED for 401, PERMISSION_DENIED for 403,
// NOT_FOUND for 404 and 410, FAILED_PRECONDITION with the beginning of the body for what is left.
Status CheckSuccess(const HttpResponse& answer, const std::string& what);

// Host of an http or https address without port, lower case; empty when the address is none.
std::string HostOfUrl(const std::string& url);

// `text` with every byte but letters, digits and `-._~` percent-encoded (RFC 3986 section 2.3).
std::string PercentEncode(std::string_view text);

}  // namespace helhet::sdk
