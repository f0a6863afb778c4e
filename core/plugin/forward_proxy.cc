#include "core/plugin/forward_proxy.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "helhet/base64.h"

namespace helhet::plugin {
namespace {

using Clock = std::chrono::steady_clock;

// An answer's head is some hundred bytes; whoever sends more is no proxy.
constexpr size_t kLongestHead = 16 * 1024;

std::string NameOf(const Endpoint& endpoint) {
  const bool is_ipv6 = endpoint.host.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

std::string ConnectRequest(const ForwardProxy& proxy, const Endpoint& target) {
  std::string request = "CONNECT " + NameOf(target) + " HTTP/1.1\r\nHost: " + NameOf(target) + "\r\n";
  if (!proxy.credentials.empty()) request += "Proxy-Authorization: Basic " + sdk::Base64(proxy.credentials) + "\r\n";
  return request + "\r\n";
}

// The answer's head. Not one byte more is read: the target may speak first, and what it says is the connector's. None when
// it does not come in time, or has no end.
std::optional<std::string> ReadHead(int connection, int stop, Clock::time_point until) {
  std::string head;
  while (head.size() < kLongestHead && !head.ends_with("\r\n\r\n")) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waited[] = {{connection, POLLIN, 0}, {stop, POLLIN, 0}};
    if (left <= 0 || poll(waited, 2, static_cast<int>(left)) <= 0 || waited[1].revents != 0) return std::nullopt;
    char byte;
    if (recv(connection, &byte, 1, 0) != 1) return std::nullopt;
    head += byte;
  }
  return head.ends_with("\r\n\r\n") ? std::optional(head) : std::nullopt;
}

// The status of `HTTP/1.1 200 Connection established`; 0 when it is none.
int StatusOf(std::string_view head) {
  int status = 0;
  const size_t space = head.find(' ');
  if (!head.starts_with("HTTP/1.") || space == std::string_view::npos) return 0;
  std::from_chars(head.data() + space + 1, head.data() + head.size(), status);
  return status;
}

socks::Reply ReplyTo(int status) {
  if (status >= 200 && status < 300) return socks::Reply::kSucceeded;
  if (status >= 400 && status < 500) return socks::Reply::kNotAllowed;
  return socks::Reply::kHostUnreachable;
}

}  // namespace

bool ForwardProxy::Serves(const std::string& host) const {
  return std::none_of(direct_hosts.begin(), direct_hosts.end(), [&](const std::string& direct) {
    return direct == host || (direct.starts_with('.') && host.ends_with(direct));
  });
}

Result<Endpoint> ParseProxyAddress(std::string_view text) {
  const auto wrong = [&](const std::string& why) {
    return InvalidArgument("'" + std::string(text) + "' is no proxy's address: " + why)
        .WithRemedy("write http://HOST:PORT")
        .WithClass(ErrorClass::kConfiguration);
  };
  if (!text.starts_with("http://")) return wrong("the hub speaks HTTP to a proxy");
  // Not shown: it may hold a password.
  if (text.find('@') != std::string_view::npos) {
    return InvalidArgument("the proxy's address holds credentials").WithRemedy("put them in the file that outgoing_proxy_credentials names")
        .WithClass(ErrorClass::kConfiguration);
  }
  if (text.ends_with('/')) text.remove_suffix(1);
  if (text.rfind(':') == text.find(':')) return wrong("it has no port");
  auto endpoint = ParseEndpoint(text);
  if (!endpoint.ok()) return wrong(endpoint.status().message());
  return endpoint;
}

OutgoingResult ConnectThrough(const ForwardProxy& proxy, const Endpoint& target, std::chrono::milliseconds timeout, int stop) {
  const std::string name = "the proxy " + NameOf(proxy.address);
  const auto until = Clock::now() + timeout;
  OutgoingResult result = ConnectOut(proxy.address, timeout, stop);
  if (result.reply != socks::Reply::kSucceeded) return {result.reply, {}, name + ": " + result.why};
  const std::string request = ConnectRequest(proxy, target);
  const int connection = result.connection.get();
  if (send(connection, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
    return {socks::Reply::kHostUnreachable, {}, name + " takes no request"};
  }
  const auto head = ReadHead(connection, stop, until);
  if (!head) return {socks::Reply::kHostUnreachable, {}, name + " gives no answer"};
  const int status = StatusOf(*head);
  result.reply = ReplyTo(status);
  if (result.reply == socks::Reply::kSucceeded) return result;
  const std::string line = head->substr(0, head->find("\r\n"));
  const std::string remedy = status == 407 ? "; state its user and password in outgoing_proxy_credentials" : "";
  return {result.reply, {}, name + " answers '" + line + "'" + remedy};
}

}  // namespace helhet::plugin
