// A server for tests of http_transport: on loopback TCP with or without TLS, or as a SOCKS5 proxy on a Unix
// socket that answers in the target's place. One connection at a time; the answer is what the test says,
// byte for byte.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace helhet::testing {

class LoopbackServer {
 public:
  enum class Kind { kPlain, kTls, kSocks5 };
  // Gives the whole answer to a request, headers and all. Called on the server's thread. An empty answer
  // leaves the client waiting until the server ends.
  using Handler = std::function<std::string(const std::string& request)>;

  // `folder` is where the certificate or the socket is put.
  LoopbackServer(Kind kind, const std::string& folder, Handler handler);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  // `http://127.0.0.1:PORT` or `https://127.0.0.1:PORT`.
  std::string url() const;
  const std::string& socket_path() const { return socket_path_; }
  const std::string& certificate_path() const { return certificate_path_; }
  // Requests so far; targets asked of the proxy, `host:port`. Read after the client has its answer.
  const std::vector<std::string>& requests() const { return requests_; }
  const std::vector<std::string>& targets() const { return targets_; }

 private:
  void Listen();
  void MakeCertificate(const std::string& folder);
  void Serve();
  void ServeOne(int connection);
  bool ShakeHandsAsProxy(int connection);

  const Kind kind_;
  const Handler handler_;
  std::string socket_path_;
  std::string certificate_path_;
  SSL_CTX* tls_ = nullptr;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_{false};
  std::vector<int> waiting_;  // connections left without an answer
  std::vector<std::string> requests_;
  std::vector<std::string> targets_;
  std::thread thread_;
};

}  // namespace helhet::testing
