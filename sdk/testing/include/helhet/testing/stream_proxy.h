// For tests: a SOCKS5 proxy on a Unix socket, as the hub has one, that passes bytes on and can cut a connection off.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace helhet::testing {

class StreamProxy {
 public:
  // Listens in `folder`. Passes on to 127.0.0.1, whatever host is asked for.
  explicit StreamProxy(const std::string& folder);
  ~StreamProxy();
  StreamProxy(const StreamProxy&) = delete;
  StreamProxy& operator=(const StreamProxy&) = delete;

  const std::string& socket_path() const { return path_; }
  // Cuts each of the next `times` connections when it has brought `bytes` to the client.
  void CutAfter(uint64_t bytes, int times = 1);
  // Cuts the connection that is open.
  void CutNow();
  // Connections made; targets asked for, `host:port`. Read when the client is done.
  int connections() const { return connections_; }
  const std::vector<std::string>& targets() const { return targets_; }

 private:
  void Serve();
  // The connection to what the client asks for; -1 when there is none.
  int ShakeHands(int client);
  void Relay(int client, int target, uint64_t limit_bytes);

  std::string path_;
  int listener_ = -1;
  std::atomic<bool> ending_{false};
  std::atomic<uint64_t> cut_after_bytes_{0};
  std::atomic<int> cuts_left_{0};
  std::atomic<int> connections_{0};
  std::atomic<int> client_{-1};
  std::vector<std::string> targets_;
  std::thread thread_;
};

}  // namespace helhet::testing
