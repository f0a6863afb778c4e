#include "core/plugin/egress_proxy.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "core/log.h"
#include "core/plugin/outgoing.h"
#include "core/plugin/socks.h"

namespace helhet::plugin {
namespace {

using Clock = std::chrono::steady_clock;

// Waits until the descriptor can be read, the time is over, or the proxy stops. False for the latter two.
bool WaitReadable(int descriptor, int stop, Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  pollfd waited[] = {{descriptor, POLLIN, 0}, {stop, POLLIN, 0}};
  return left > 0 && poll(waited, 2, static_cast<int>(left)) > 0 && waited[1].revents == 0;
}

bool SendAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

// Reads until `parse` finds a whole message at the front of `buffer`, and takes it off.
template <typename Parse>
auto ReadMessage(int descriptor, int stop, Clock::time_point until, std::string* buffer, Parse parse)
    -> decltype(parse(*buffer)) {
  while (true) {
    if (auto parsed = parse(*buffer)) {
      buffer->erase(0, parsed->size);
      return parsed;
    }
    char bytes[512];
    if (buffer->size() > socks::kLongestRequest || !WaitReadable(descriptor, stop, until)) return std::nullopt;
    const ssize_t size = recv(descriptor, bytes, sizeof(bytes), 0);
    if (size <= 0) return std::nullopt;
    buffer->append(bytes, static_cast<size_t>(size));
  }
}

}  // namespace

Result<std::unique_ptr<EgressProxy>> EgressProxy::Listen(const std::filesystem::path& socket,
                                                         std::vector<Endpoint> allowed, std::string plugin,
                                                         std::optional<ForwardProxy> forward, EgressLimits limits) {
  Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket.native().size() >= sizeof(address.sun_path)) return InvalidArgument(socket.string() + ": too long a path");
  memcpy(address.sun_path, socket.c_str(), socket.native().size());
  if (bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 ||
      listen(listener.get(), static_cast<int>(limits.connections)) != 0) {
    return Unavailable("outgoing proxy " + socket.string() + ": " + strerror(errno));
  }
  Descriptor stop(eventfd(0, EFD_CLOEXEC));
  return std::unique_ptr<EgressProxy>(
      new EgressProxy(std::move(listener), std::move(stop), std::move(allowed), std::move(plugin), std::move(forward), limits));
}

EgressProxy::EgressProxy(Descriptor listener, Descriptor stop, std::vector<Endpoint> allowed, std::string plugin,
                         std::optional<ForwardProxy> forward, EgressLimits limits)
    : listener_(std::move(listener)),
      stop_(std::move(stop)),
      allowed_(std::move(allowed)),
      plugin_(std::move(plugin)),
      forward_(std::move(forward)),
      limits_(limits),
      thread_([this] { Accept(); }) {}

EgressProxy::~EgressProxy() {
  eventfd_write(stop_.get(), 1);
  thread_.join();
  for (auto& connection : connections_) {
    shutdown(connection.client.get(), SHUT_RDWR);
    connection.thread.join();
  }
}

EgressTraffic EgressProxy::traffic() const { return {opened_, refused_, bytes_out_, bytes_in_}; }

void EgressProxy::Accept() {
  constexpr int kReapMs = 100;  // How long a full house waits to look again.
  while (true) {
    ReapDone();
    const bool full = connections_.size() >= limits_.connections;
    pollfd waited[] = {{stop_.get(), POLLIN, 0}, {listener_.get(), POLLIN, 0}};
    poll(waited, full ? 1 : 2, full ? kReapMs : -1);
    if (waited[0].revents != 0) return;
    if (full) continue;
    Descriptor client(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!client.open()) continue;
    Connection& connection = connections_.emplace_back();
    connection.client = std::move(client);
    connection.thread = std::thread([this, &connection] { Serve(connection); });
  }
}

void EgressProxy::ReapDone() {
  connections_.remove_if([](Connection& connection) {
    if (!connection.done) return false;
    connection.thread.join();
    return true;
  });
}

void EgressProxy::Serve(Connection& connection) {
  const int client = connection.client.get();
  const auto until = Clock::now() + limits_.handshake;
  std::string buffer;
  const auto greeting = ReadMessage(client, stop_.get(), until, &buffer, socks::ParseGreeting);
  if (greeting && SendAll(client, socks::GreetingAnswer(greeting->value)) && greeting->value) {
    if (const auto request = ReadMessage(client, stop_.get(), until, &buffer, socks::ParseRequest)) {
      socks::Reply reply = request->value.refusal;
      const Descriptor target = reply == socks::Reply::kSucceeded ? Open(request->value.target, &reply) : Descriptor();
      if (SendAll(client, socks::RequestAnswer(reply)) && target.open()) {
        if (buffer.empty() || SendAll(target.get(), buffer)) Relay(client, target.get());
      }
    }
  }
  shutdown(client, SHUT_RDWR);
  connection.done = true;
}

Descriptor EgressProxy::Open(const Endpoint& target, socks::Reply* reply) {
  const std::string name = target.host + ":" + std::to_string(target.port);
  if (std::find(allowed_.begin(), allowed_.end(), target) == allowed_.end()) {
    ++refused_;
    spdlog::warn("egress_refused {} target={} why=not_in_manifest", plugin_, name);
    *reply = socks::Reply::kNotAllowed;
    return {};
  }
  OutgoingResult result = forward_ && forward_->Serves(target.host) ? ConnectThrough(*forward_, target, limits_.connect, stop_.get())
                                                                    : ConnectOut(target, limits_.connect, stop_.get());
  *reply = result.reply;
  if (result.reply != socks::Reply::kSucceeded) {
    if (result.reply == socks::Reply::kNotAllowed) ++refused_;
    spdlog::warn("egress_failed {} target={} why=\"{}\"", plugin_, name, result.why);
    return {};
  }
  ++opened_;
  spdlog::debug("egress_opened {} target={}", plugin_, name);
  return std::move(result.connection);
}

void EgressProxy::Relay(int client, int target) {
  // One thread serves both ways, so neither may hold up the other for long.
  const timeval longest{std::chrono::duration_cast<std::chrono::seconds>(limits_.connect).count(), 0};
  for (const int side : {client, target}) setsockopt(side, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof(longest));
  std::vector<char> bytes(64 * 1024);
  const auto forward = [&](int from, int to, std::atomic<uint64_t>& counter) {
    const ssize_t size = recv(from, bytes.data(), bytes.size(), 0);
    if (size <= 0) return false;
    // Counted before it is sent: whoever has received a byte finds it counted.
    counter += static_cast<uint64_t>(size);
    return SendAll(to, {bytes.data(), static_cast<size_t>(size)});
  };
  bool client_open = true, target_open = true;
  while (client_open || target_open) {
    pollfd waited[] = {{client_open ? client : -1, POLLIN, 0},
                       {target_open ? target : -1, POLLIN, 0},
                       {stop_.get(), POLLIN, 0}};
    if (poll(waited, 3, static_cast<int>(limits_.idle.count())) <= 0 || waited[2].revents != 0) return;
    if (waited[0].revents != 0 && !forward(client, target, bytes_out_)) {
      client_open = false;
      shutdown(target, SHUT_WR);
    }
    if (waited[1].revents != 0 && !forward(target, client, bytes_in_)) {
      target_open = false;
      shutdown(client, SHUT_WR);
    }
  }
}

}  // namespace helhet::plugin
