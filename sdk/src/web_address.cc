#include "helhet/web_address.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace helhet::sdk {
namespace {

constexpr uint16_t kSftpPort = 22;

std::string PartOf(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string value = text;
  curl_free(text);
  return value;
}

}  // namespace

std::string WebAddress::Origin() const { return scheme + "://" + host + ":" + std::to_string(port); }

std::optional<WebAddress> WebAddress::Parse(const std::string& url) { return Resolve(url, url); }

std::optional<WebAddress> WebAddress::Resolve(const std::string& base, const std::string& reference) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, base.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return std::nullopt;
  if (curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return std::nullopt;
  WebAddress address;
  address.url = PartOf(url.get(), CURLUPART_URL);
  address.scheme = PartOf(url.get(), CURLUPART_SCHEME);
  address.user = PartOf(url.get(), CURLUPART_USER);
  address.host = PartOf(url.get(), CURLUPART_HOST);
  std::transform(address.host.begin(), address.host.end(), address.host.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); });
  if (address.host.starts_with('[')) address.host = address.host.substr(1, address.host.size() - 2);
  if (address.host.empty()) return std::nullopt;
  const std::string port = PartOf(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  address.port = !port.empty() ? static_cast<uint16_t>(std::stoi(port)) : address.scheme == "sftp" ? kSftpPort : 0;
  address.path = PartOf(url.get(), CURLUPART_PATH, CURLU_URLDECODE);
  if (address.path.empty()) address.path = PartOf(url.get(), CURLUPART_PATH);  // it decodes to what is no text
  return address;
}

}  // namespace helhet::sdk
