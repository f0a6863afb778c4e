#include "http_answer.h"

#include <algorithm>
#include <charconv>

#include "helhet/utf8.h"

namespace helhet::sdk {
namespace {

// Nobody means a longer wait than this; a longer one is a mistake at the source.
constexpr int64_t kLongestWaitSeconds = 24 * 60 * 60;

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  return lowered;
}

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Status CertificateProblem(const std::string& where, CURLcode code) {
  return FailedPrecondition(where + ": the certificate cannot be trusted: " + curl_easy_strerror(code))
      .WithReason("certificate_not_trusted")
      .WithRemedy("check the address, and that its certificate authority is known to this machine")
      .WithClass(ErrorClass::kConfiguration);
}

Status AuthoritiesUnreadable(const std::string& where) {
  return FailedPrecondition(where + ": the file of certificate authorities cannot be read")
      .WithReason("authorities_unreadable")
      .WithRemedy("install the package ca-certificates, or correct the setting that names the file")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace

std::string WithoutQuery(const std::string& url) { return url.substr(0, url.find('?')); }

void HttpAnswer::AddHeader(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    // The head of a proxy or of a 1xx answer may have come before.
    response.headers.clear();
    const size_t space = std::min(line.find(' '), line.size());
    std::from_chars(line.data() + std::min(space + 1, line.size()), line.data() + line.size(), response.status);
    return;
  }
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = Lowered(line.substr(0, colon));
  const std::string value(Trimmed(line.substr(colon + 1)));
  if (name == "content-type") response.content_type = Lowered(Trimmed(value.substr(0, value.find(';'))));
  response.headers.emplace_back(name, value);
}

std::string HttpResponse::Header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; });
  return found == headers.end() ? "" : found->second;
}

std::optional<uint64_t> HttpAnswer::RetryAfterMs(int64_t now_us) const {
  const std::string retry_after = response.Header("retry-after");
  if (retry_after.empty()) return std::nullopt;
  int64_t seconds = 0;
  const char* end = retry_after.data() + retry_after.size();
  const auto [rest, error] = std::from_chars(retry_after.data(), end, seconds);
  if (error != std::errc() || rest != end) {
    const time_t date = curl_getdate(retry_after.c_str(), nullptr);
    if (date == -1) return std::nullopt;
    seconds = date - now_us / 1'000'000;
  }
  return static_cast<uint64_t>(std::clamp<int64_t>(seconds, 0, kLongestWaitSeconds)) * 1000;
}

Status HttpAnswer::CheckTransfer(CURLcode code, const HttpRequest& request) const {
  const std::string where = WithoutQuery(request.url);
  switch (code) {
    case CURLE_OK:
      return OkStatus();
    case CURLE_SSL_CACERT_BADFILE:
      return AuthoritiesUnreadable(where);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return CertificateProblem(where, code);
    case CURLE_OPERATION_TIMEDOUT:
      return Unavailable(where + ": no whole answer in time")
          .WithReason("http_timeout")
          .WithClass(ErrorClass::kTransient);
    case CURLE_WRITE_ERROR:
      if (!sink_status.ok()) return sink_status;
      if (over_limit) {
        return ResourceExhausted(where + ": the answer is over the limit of " + std::to_string(limit_bytes) + " bytes")
            .WithReason("answer_too_large")
            .WithClass(ErrorClass::kSource);
      }
      break;
    default:
      break;
  }
  return Unavailable(where + ": " + curl_easy_strerror(code))
      .WithReason("http_connection")
      .WithClass(ErrorClass::kTransient);
}

Status HttpAnswer::CheckStatus(const HttpRequest& request, int64_t now_us) const {
  const std::string where = WithoutQuery(request.url);
  if (status >= 300 && status < 400 && !request.takes_redirects) {
    return FailedPrecondition(where + ": has moved to '" + WithoutQuery(response.Header("location")) + "', status " +
                              std::to_string(status))
        .WithReason("http_redirect")
        .WithRemedy("if that address is right, state it in the settings")
        .WithClass(ErrorClass::kConfiguration);
  }
  if (status >= 500) {
    return Unavailable(where + ": the source answers status " + std::to_string(status))
        .WithReason("http_" + std::to_string(status))
        .WithRetryAfterMs(RetryAfterMs(now_us).value_or(0))
        .WithClass(ErrorClass::kTransient);
  }
  return OkStatus();
}

Status HttpAnswer::RateLimited(const HttpRequest& request, uint64_t wait_ms) const {
  return ResourceExhausted(WithoutQuery(request.url) +
                           ": too many calls, the source still answers status 429 after waiting")
      .WithReason("http_429")
      .WithRetryAfterMs(wait_ms)
      .WithClass(ErrorClass::kRateLimit);
}

Status CheckSuccess(const HttpResponse& answer, const std::string& what) {
  if (answer.status >= 200 && answer.status < 300) return OkStatus();
  const std::string status = std::to_string(answer.status);
  const auto refused = [&](StatusCode code, const std::string& why, const char* remedy) {
    return Status(code, what + ": " + why + ", status " + status)
        .WithReason("http_" + status)
        .WithRemedy(remedy)
        .WithClass(ErrorClass::kConfiguration);
  };
  switch (answer.status) {
    case 401:
      return refused(StatusCode::kUnauthenticated, "the source does not accept the credential",
                     "check the user, key or token with whoever runs the source");
    case 403:
      return refused(StatusCode::kPermissionDenied, "the source does not allow it",
                     "ask whoever runs the source for the rights that the connector needs");
    case 404:
    case 410:
      return refused(StatusCode::kNotFound, "the source has no such thing", "check the address");
    default:
      return refused(StatusCode::kFailedPrecondition,
                     "the source refuses the request: " + CleanUtf8(answer.body.substr(0, 200)),
                     "check the settings that make up the request");
  }
}

}  // namespace helhet::sdk
