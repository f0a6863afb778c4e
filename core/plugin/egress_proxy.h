// The only way out to a network for a confined child.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/plugin/descriptor.h"
#include "core/plugin/forward_proxy.h"
#include "core/plugin/permissions.h"
#include "core/plugin/socks.h"
#include "helhet/status.h"

namespace helhet::plugin {

// What has gone through.
struct EgressTraffic {
  uint64_t connections = 0;
  uint64_t refused = 0;
  uint64_t bytes_out = 0;
  uint64_t bytes_in = 0;
};

// Limits of one child's way out.
struct EgressLimits {
  size_t connections = 16;                                // at a time; one more waits in the queue
  std::chrono::milliseconds handshake{std::chrono::seconds(10)};
  std::chrono::milliseconds connect{std::chrono::seconds(30)};
  std::chrono::milliseconds idle{std::chrono::minutes(5)};  // a connection with no byte either way
};

// A SOCKS5 server on a Unix socket, for one child. It lets through what is asked for by a name and port that
// are allowed to the letter; everything else is refused and logged. A name that leads to the machine itself,
// or to its link, is refused too, unless the permission names that very address or `localhost`; where a forward proxy is the way out,
// that one resolves names, and has to see to it.
class EgressProxy {
 public:
  // `plugin` is for the log. `forward` is the proxy that stands between the hub and the world, where there is one.
  static Result<std::unique_ptr<EgressProxy>> Listen(const std::filesystem::path& socket, std::vector<Endpoint> allowed,
                                                     std::string plugin, std::optional<ForwardProxy> forward = {}, EgressLimits limits = {});
  // Cuts all connections.
  ~EgressProxy();
  EgressProxy(const EgressProxy&) = delete;
  EgressProxy& operator=(const EgressProxy&) = delete;

  EgressTraffic traffic() const;

 private:
  // One connection of the child, with the thread that serves it.
  struct Connection {
    Descriptor client;
    std::atomic<bool> done = false;
    std::thread thread;
  };

  EgressProxy(Descriptor listener, Descriptor stop, std::vector<Endpoint> allowed, std::string plugin,
              std::optional<ForwardProxy> forward, EgressLimits limits);
  void Accept();
  void ReapDone();
  void Serve(Connection& connection);
  // The connection to the target; none when it is refused or fails, which `reply` tells.
  Descriptor Open(const Endpoint& target, socks::Reply* reply);
  void Relay(int client, int target);

  const Descriptor listener_;
  const Descriptor stop_;  // readable when the proxy ends
  const std::vector<Endpoint> allowed_;
  const std::string plugin_;
  const std::optional<ForwardProxy> forward_;
  const EgressLimits limits_;
  std::list<Connection> connections_;  // of the accepting thread
  std::atomic<uint64_t> opened_ = 0, refused_ = 0, bytes_out_ = 0, bytes_in_ = 0;
  std::thread thread_;
};

}  // namespace helhet::plugin
