#include "helhet/testing/stream_proxy.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace helhet::testing {
namespace {

bool ReadExactly(int descriptor, unsigned char* data, size_t size) {
  return recv(descriptor, data, size, MSG_WAITALL) == static_cast<ssize_t>(size);
}

}  // namespace

StreamProxy::StreamProxy(const std::string& folder) : path_(folder + "/stream-proxy") {
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path_.copy(address.sun_path, sizeof(address.sun_path) - 1);
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || listen(listener_, 8) != 0) {
    std::perror("stream proxy");
    std::abort();
  }
  thread_ = std::thread([this] { Serve(); });
}

StreamProxy::~StreamProxy() {
  ending_ = true;
  shutdown(listener_, SHUT_RDWR);
  CutNow();
  thread_.join();
  close(listener_);
}

void StreamProxy::CutAfter(uint64_t bytes, int times) {
  cut_after_bytes_ = bytes;
  cuts_left_ = times;
}

void StreamProxy::CutNow() {
  if (const int client = client_; client >= 0) shutdown(client, SHUT_RDWR);
}

void StreamProxy::Serve() {
  while (!ending_) {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    client_ = client;
    const int target = ShakeHands(client);
    ++connections_;
    if (target >= 0) Relay(client, target, cuts_left_.fetch_sub(1) > 0 ? cut_after_bytes_.load() : UINT64_MAX);
    client_ = -1;
    close(target);
    close(client);
  }
}

// SOCKS5 with no authentication, CONNECT to an IPv4 address or a name (RFC 1928).
int StreamProxy::ShakeHands(int client) {
  unsigned char bytes[256];
  if (!ReadExactly(client, bytes, 2) || !ReadExactly(client, bytes, bytes[1])) return -1;
  if (write(client, "\x05\x00", 2) != 2 || !ReadExactly(client, bytes, 4)) return -1;
  const bool is_name = bytes[3] == 3;
  size_t length = 4;
  if (is_name && !ReadExactly(client, bytes, 1)) return -1;
  if (is_name) length = bytes[0];
  if (!ReadExactly(client, bytes, length + 2)) return -1;
  char dotted[INET_ADDRSTRLEN] = "";
  if (!is_name) inet_ntop(AF_INET, bytes, dotted, sizeof(dotted));
  const std::string host = is_name ? std::string(reinterpret_cast<char*>(bytes), length) : dotted;
  const auto port = static_cast<uint16_t>(bytes[length] * 256 + bytes[length + 1]);
  targets_.push_back(host + ":" + std::to_string(port));
  const int target = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected = connect(target, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  const std::string answer = connected ? std::string("\x05\x00\x00\x01\0\0\0\0\0\0", 10) : std::string("\x05\x05\x00\x01\0\0\0\0\0\0", 10);
  if (write(client, answer.data(), answer.size()) == 10 && connected) return target;
  close(target);
  return -1;
}

void StreamProxy::Relay(int client, int target, uint64_t limit_bytes) {
  char bytes[16 * 1024];
  uint64_t brought = 0;
  while (brought < limit_bytes) {
    pollfd waited[] = {{client, POLLIN, 0}, {target, POLLIN, 0}};
    if (poll(waited, 2, -1) <= 0) return;
    const bool from_target = waited[1].revents != 0;
    const ssize_t got = recv(from_target ? target : client, bytes, sizeof(bytes), 0);
    if (got <= 0 || send(from_target ? client : target, bytes, static_cast<size_t>(got), MSG_NOSIGNAL) != got) return;
    if (from_target) brought += static_cast<uint64_t>(got);
  }
}

}  // namespace helhet::testing
