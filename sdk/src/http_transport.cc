#include "helhet/http_transport.h"

#include <curl/curl.h>

#include "curl_once.h"
#include "helhet/web_address.h"
#include "http_answer.h"

namespace helhet::sdk {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How soon a cancelled call ends, and how often a waiting one says that it is alive.
constexpr milliseconds kPollMs{100};
constexpr milliseconds kProgressEveryMs{1000};
// A host that does not even accept a connection in this time is away.
constexpr milliseconds kConnectMs{20'000};
// A body for a sink in which nothing comes for so long is broken, however much time it has in all.
constexpr long kSilenceSeconds = 60;
// What a 429 without Retry-After waits when the source has not stated its window.
constexpr milliseconds kUnknownWindowMs{60'000};

bool IsLoopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

Status CheckAddress(const std::string& url) {
  const auto address = WebAddress::Parse(url);
  const std::string scheme = address ? address->scheme : "";
  if (scheme == "https") return OkStatus();
  if (scheme == "http" && IsLoopback(address->host)) return OkStatus();
  const bool plain = scheme == "http";
  return InvalidArgument("address '" + WithoutQuery(url) +
                         "': " + (plain ? "plain http is only for loopback hosts" : "not an https address"))
      .WithReason(plain ? "http_not_encrypted" : "address_invalid")
      .WithRemedy("state an address that begins with https://")
      .WithClass(ErrorClass::kConfiguration);
}

// What a body's bytes go to.
struct BodyTarget {
  const HttpRequest& request;
  HttpAnswer& answer;
};

size_t OnBody(char* data, size_t, size_t count, void* context) {
  const auto& [request, answer] = *static_cast<BodyTarget*>(context);
  const bool is_content = answer.response.status == 200 || answer.response.status == 206;
  if (request.sink && is_content) {
    answer.sink_status = request.sink(answer.response, std::string_view(data, count));
    return answer.sink_status.ok() ? count : 0;
  }
  if (answer.response.body.size() + count > answer.limit_bytes) {
    answer.over_limit = true;
    return 0;
  }
  answer.response.body.append(data, count);
  return count;
}

size_t OnHeader(char* data, size_t, size_t count, void* context) {
  static_cast<HttpAnswer*>(context)->AddHeader(std::string_view(data, count));
  return count;
}

}  // namespace

struct HttpTransport::Curl {
  CURL* easy = nullptr;
  CURLM* multi = nullptr;

  Curl() {
    InitialiseCurlOnce();
    easy = curl_easy_init();
    multi = curl_multi_init();
  }
  ~Curl() {
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;

  void SetUp(const HttpRequest& request, const Options& options, curl_slist* headers, BodyTarget& target);
  Status Perform(const HttpRequest& request, const Host& host, CURLcode& code);
};

void HttpTransport::Curl::SetUp(const HttpRequest& request, const Options& options, curl_slist* headers,
                                BodyTarget& target) {
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  // A range counts bytes as they are sent: what goes to a sink is not packed on the way.
  if (!request.sink) curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "helhet");
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
  // Both are set even when empty: otherwise libcurl would take them from the environment.
  curl_easy_setopt(easy, CURLOPT_PROXY, ProxyAddress(options.proxy_socket).c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(kConnectMs.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.deadline_ms.count()));
  if (request.sink) {
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, kSilenceSeconds);
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  if (!request.content_type.empty()) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
  }
  if (!request.method.empty()) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  // libcurl by itself sends a request again where a connection that was kept turns out to be closed, and a POST may have
  // been carried out by then. On a connection of its own it is sent once.
  const bool may_change_something = !request.content_type.empty() || !request.method.empty();
  if (may_change_something) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
  if (request.method == "HEAD") curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &OnBody);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &target);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &OnHeader);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &target.answer);
}

// Drives the transfer; between polls it looks for a cancel and shows that it is alive.
Status HttpTransport::Curl::Perform(const HttpRequest& request, const Host& host, CURLcode& code) {
  curl_multi_add_handle(multi, easy);
  Status status = host.Progress(request.activity);
  auto last_progress = steady_clock::now();
  int running = 1;
  while (running > 0 && status.ok()) {
    curl_multi_perform(multi, &running);
    if (running > 0) curl_multi_poll(multi, nullptr, 0, static_cast<int>(kPollMs.count()), nullptr);
    if (host.cancelled()) status = Cancelled("http: the call is cancelled");
    if (status.ok() && steady_clock::now() - last_progress >= kProgressEveryMs) {
      curl_off_t received = 0;
      curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
      status = host.Progress(request.activity, received);
      last_progress = steady_clock::now();
    }
  }
  int left = 0;
  code = CURLE_ABORTED_BY_CALLBACK;
  if (const CURLMsg* message = curl_multi_info_read(multi, &left); message != nullptr) code = message->data.result;
  curl_multi_remove_handle(multi, easy);
  return status;
}

HttpTransport::HttpTransport(Options options) : curl_(std::make_unique<Curl>()), options_(std::move(options)) {}
HttpTransport::~HttpTransport() = default;
HttpTransport::HttpTransport(HttpTransport&&) noexcept = default;
HttpTransport& HttpTransport::operator=(HttpTransport&&) noexcept = default;

void HttpTransport::SetRateLimit(uint32_t calls, milliseconds window_ms) {
  calls_per_window_ = calls;
  window_ms_ = window_ms;
}

Result<HttpResponse> HttpTransport::Send(const HttpRequest& request, const Host& host) {
  HELHET_RETURN_IF_ERROR(CheckAddress(request.url));
  curl_slist* list = nullptr;
  for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
  if (!request.content_type.empty()) list = curl_slist_append(list, ("Content-Type: " + request.content_type).c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list, &curl_slist_free_all);

  plugin::v1::Acquire acquire;
  acquire.set_host(HostOfUrl(request.url));
  acquire.set_credential(options_.credential);
  acquire.set_calls_per_window(calls_per_window_);
  acquire.set_window_ms(static_cast<uint32_t>(window_ms_.count()));
  const milliseconds window_ms = window_ms_.count() > 0 ? window_ms_ : kUnknownWindowMs;
  for (int repeats_left = options_.rate_limit_repeats;; --repeats_left) {
    HELHET_RETURN_IF_ERROR(host.Acquire(acquire));
    HttpAnswer answer;
    answer.limit_bytes = request.limit_bytes;
    BodyTarget target{request, answer};
    curl_->SetUp(request, options_, headers.get(), target);
    CURLcode code = CURLE_OK;
    HELHET_RETURN_IF_ERROR(curl_->Perform(request, host, code));
    curl_easy_getinfo(curl_->easy, CURLINFO_RESPONSE_CODE, &answer.status);
    HELHET_RETURN_IF_ERROR(answer.CheckTransfer(code, request));
    if (answer.status == 429) {
      // A source that says "after 0" is asked again no sooner than one that says nothing: 429 is never retried at once.
      const uint64_t stated_ms = answer.RetryAfterMs(host.now_us()).value_or(0);
      const uint64_t wait_ms = stated_ms > 0 ? stated_ms : static_cast<uint64_t>(window_ms.count());
      if (repeats_left <= 0) return answer.RateLimited(request, wait_ms);
      acquire.set_retry_after_ms(wait_ms);
      continue;
    }
    HELHET_RETURN_IF_ERROR(answer.CheckStatus(request, host.now_us()));
    answer.response.status = static_cast<int>(answer.status);
    return std::move(answer.response);
  }
}

std::string HostOfUrl(const std::string& url) {
  const auto address = WebAddress::Parse(url);
  if (!address || (address->scheme != "https" && address->scheme != "http")) return "";
  return address->host.find(':') == std::string::npos ? address->host : "[" + address->host + "]";
}

std::string PercentEncode(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return encoded;
}

}  // namespace helhet::sdk
