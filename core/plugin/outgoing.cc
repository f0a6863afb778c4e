#include "core/plugin/outgoing.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

namespace helhet::plugin {
namespace {

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

socks::Reply ReplyTo(int error) {
  if (error == ECONNREFUSED) return socks::Reply::kConnectionRefused;
  if (error == ENETUNREACH) return socks::Reply::kNetworkUnreachable;
  return socks::Reply::kHostUnreachable;
}

Addresses Lookup(const Endpoint& target) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(target.host.c_str(), std::to_string(target.port).c_str(), &wanted, &found) != 0) found = nullptr;
  return {found, [](addrinfo* addresses) {
            if (addresses != nullptr) freeaddrinfo(addresses);
          }};
}

bool NamesAnAddress(const std::string& host) {
  in6_addr ignored;
  return host == "localhost" || inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

OutgoingResult ConnectTo(const addrinfo& address, std::chrono::milliseconds timeout, int stop) {
  Descriptor connection(socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!connection.open()) return {ReplyTo(errno), {}, strerror(errno)};
  if (connect(connection.get(), address.ai_addr, address.ai_addrlen) != 0) {
    if (errno != EINPROGRESS) return {ReplyTo(errno), {}, strerror(errno)};
    pollfd waited[] = {{connection.get(), POLLOUT, 0}, {stop, POLLIN, 0}};
    if (poll(waited, 2, static_cast<int>(timeout.count())) <= 0 || waited[1].revents != 0) {
      return {socks::Reply::kHostUnreachable, {}, "no connection in time"};
    }
    int error = 0;
    socklen_t size = sizeof(error);
    getsockopt(connection.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return {ReplyTo(error), {}, strerror(error)};
  }
  fcntl(connection.get(), F_SETFL, fcntl(connection.get(), F_GETFL) & ~O_NONBLOCK);
  return {socks::Reply::kSucceeded, std::move(connection), ""};
}

bool IsLocalIpv4(uint32_t address) {
  return address >> 24 == 127 || address >> 24 == 0 || address >> 16 == (169u << 8 | 254u);
}

}  // namespace

bool IsLocal(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    return IsLocalIpv4(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr));
  }
  const in6_addr& v6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) {
    uint32_t v4;
    memcpy(&v4, v6.s6_addr + 12, sizeof(v4));
    return IsLocalIpv4(ntohl(v4));
  }
  return IN6_IS_ADDR_LOOPBACK(&v6) || IN6_IS_ADDR_UNSPECIFIED(&v6) || IN6_IS_ADDR_LINKLOCAL(&v6);
}

OutgoingResult ConnectOut(const Endpoint& target, std::chrono::milliseconds timeout, int stop) {
  const Addresses addresses = Lookup(target);
  if (addresses == nullptr) return {socks::Reply::kHostUnreachable, {}, "no such name"};
  OutgoingResult result{socks::Reply::kHostUnreachable, {}, "no address"};
  for (const addrinfo* address = addresses.get(); address != nullptr; address = address->ai_next) {
    if (IsLocal(*address->ai_addr) && !NamesAnAddress(target.host)) {
      result = {socks::Reply::kNotAllowed, {}, "the name leads to this machine"};
      continue;
    }
    result = ConnectTo(*address, timeout, stop);
    if (result.reply == socks::Reply::kSucceeded) break;
  }
  return result;
}

}  // namespace helhet::plugin
