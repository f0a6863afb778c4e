// Addresses as programs read them (RFC 3986).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace helhet::sdk {

struct WebAddress {
  std::string url;     // the whole, in normal form
  std::string scheme;  // lower case: https, sftp
  std::string user;
  std::string host;    // lower case; an IPv6 address without brackets
  uint16_t port = 0;   // the scheme's own when none is stated; 0 for a scheme that is not known
  std::string path;    // decoded

  // What a credential is for: scheme, host and port, `https://host:443`.
  std::string Origin() const;

  // None when the text is no address with a host.
  static std::optional<WebAddress> Parse(const std::string& url);
  // `reference` as it stands in what was got from `base`: an address, or a path relative to it.
  static std::optional<WebAddress> Resolve(const std::string& base, const std::string& reference);
};

}  // namespace helhet::sdk
