// For tests: tinyproxy, a municipality's way out, on loopback.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace helhet::testing {

class ProxyServer {
 public:
  static constexpr char kCredentials[] = "helhet:hemmelig";

  // Keeps its settings and its log in `folder`. Connects to `ports` alone. Aborts when it does not start.
  ProxyServer(std::filesystem::path folder, const std::vector<uint16_t>& ports, bool asks_for_login);
  ~ProxyServer();
  ProxyServer(const ProxyServer&) = delete;
  ProxyServer& operator=(const ProxyServer&) = delete;

  uint16_t port() const { return port_; }
  // What was asked of it: `CONNECT 127.0.0.1:443 HTTP/1.1`, in order.
  std::vector<std::string> asked() const;

 private:
  bool Start(const std::string& settings);

  const std::filesystem::path folder_;
  uint16_t port_ = 0;
  pid_t process_ = -1;
};

}  // namespace helhet::testing
