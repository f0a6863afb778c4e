// What every user of libcurl in the SDK begins with.
#pragma once

#include <curl/curl.h>

#include <string>

namespace helhet::sdk {

// libcurl is initialised once per process and never cleaned up: the process ends instead.
inline void InitialiseCurlOnce() {
  static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)done;
}

// The hub's SOCKS5 proxy, by the path of its Unix socket, as libcurl is told of it; names are resolved by the hub.
inline std::string ProxyAddress(const std::string& socket) {
  return socket.empty() ? "" : "socks5h://localhost" + socket;
}

}  // namespace helhet::sdk
