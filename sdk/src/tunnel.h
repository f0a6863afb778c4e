// A bare connection to a host and port, through the hub's egress proxy, for protocols that libcurl does not speak.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "helhet/connector.h"
#include "helhet/status.h"

namespace helhet::sdk {

// An open connection. It is cut when the call is cancelled, or when nothing has been heard for too long, so that a
// library which waits on it without end comes back. Not thread-safe but for what it does itself.
class Tunnel {
 public:
  struct Target {
    std::string host;
    uint16_t port = 0;
    // The hub's SOCKS5 proxy, a path. Empty goes out directly.
    std::string proxy_socket;
    // Longest silence of the other side.
    std::chrono::milliseconds silence_ms{60'000};
  };

  // CANCELLED, or UNAVAILABLE when no connection comes about. `host` outlives the tunnel.
  static Result<std::unique_ptr<Tunnel>> Open(const Target& target, const Host& host);
  ~Tunnel();
  Tunnel(const Tunnel&) = delete;
  Tunnel& operator=(const Tunnel&) = delete;

  // Belongs to the tunnel.
  int descriptor() const;
  // Says that the other side was heard.
  void Heard();
  // Why it was cut: CANCELLED or UNAVAILABLE; OK while it is whole.
  Status status() const;

 private:
  struct State;
  explicit Tunnel(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace helhet::sdk
