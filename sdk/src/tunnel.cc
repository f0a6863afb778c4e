#include "tunnel.h"

#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "curl_once.h"

namespace helhet::sdk {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How soon a cancelled call ends.
constexpr milliseconds kPollMs{100};
// A host that does not even accept a connection in this time is away.
constexpr long kConnectMs = 20'000;

Status NotConnected(const Tunnel::Target& target, const char* why) {
  return Unavailable(target.host + ":" + std::to_string(target.port) + ": no connection: " + why)
      .WithReason("connection_failed")
      .WithRemedy("check the address, and that the hub may reach it")
      .WithClass(ErrorClass::kTransient);
}

int StopWhenCancelled(void* host, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const Host*>(host)->cancelled() ? 1 : 0;
}

}  // namespace

struct Tunnel::State {
  State(Target target, const Host& host) : target(std::move(target)), host(host) {}
  ~State() {
    if (watcher.joinable()) {
      ending = true;
      end.notify_all();
      watcher.join();
    }
    curl_easy_cleanup(easy);
  }

  void Watch();

  const Target target;
  const Host& host;
  CURL* easy = nullptr;
  curl_socket_t socket = CURL_SOCKET_BAD;
  std::atomic<steady_clock::time_point> heard{steady_clock::now()};
  std::atomic<StatusCode> cut{StatusCode::kOk};
  std::atomic<bool> ending{false};
  std::mutex mutex;
  std::condition_variable end;
  std::thread watcher;
};

// Looks often whether the connection is still of use, and cuts it when it is not.
void Tunnel::State::Watch() {
  std::unique_lock lock(mutex);
  while (!end.wait_for(lock, kPollMs, [this] { return ending.load(); })) {
    const bool silent = steady_clock::now() - heard.load() > target.silence_ms;
    if (!silent && !host.cancelled()) continue;
    cut = host.cancelled() ? StatusCode::kCancelled : StatusCode::kUnavailable;
    shutdown(socket, SHUT_RDWR);
    return;
  }
}

Result<std::unique_ptr<Tunnel>> Tunnel::Open(const Target& target, const Host& host) {
  InitialiseCurlOnce();
  auto state = std::make_unique<State>(target, host);
  state->easy = curl_easy_init();
  // Only the connection is libcurl's: with CONNECT_ONLY not a byte of HTTP is sent.
  const bool is_ipv6 = target.host.find(':') != std::string::npos;
  const std::string name = is_ipv6 ? "[" + target.host + "]" : target.host;
  const std::string url = "http://" + name + ":" + std::to_string(target.port);
  curl_easy_setopt(state->easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(state->easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(state->easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(state->easy, CURLOPT_PROXY, ProxyAddress(target.proxy_socket).c_str());
  curl_easy_setopt(state->easy, CURLOPT_NOPROXY, "");
  curl_easy_setopt(state->easy, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
  curl_easy_setopt(state->easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(state->easy, CURLOPT_XFERINFOFUNCTION, &StopWhenCancelled);
  curl_easy_setopt(state->easy, CURLOPT_XFERINFODATA, const_cast<Host*>(&host));
  const CURLcode code = curl_easy_perform(state->easy);
  if (code == CURLE_ABORTED_BY_CALLBACK) return Cancelled(target.host + ": the call is cancelled");
  if (code != CURLE_OK) return NotConnected(target, curl_easy_strerror(code));
  curl_easy_getinfo(state->easy, CURLINFO_ACTIVESOCKET, &state->socket);
  if (state->socket == CURL_SOCKET_BAD) return NotConnected(target, "the connection closed at once");
  state->heard = steady_clock::now();
  state->watcher = std::thread([watched = state.get()] { watched->Watch(); });
  return std::unique_ptr<Tunnel>(new Tunnel(std::move(state)));
}

Tunnel::Tunnel(std::unique_ptr<State> state) : state_(std::move(state)) {}
Tunnel::~Tunnel() = default;

int Tunnel::descriptor() const { return state_->socket; }
void Tunnel::Heard() { state_->heard = steady_clock::now(); }

Status Tunnel::status() const {
  const std::string name = state_->target.host + ":" + std::to_string(state_->target.port);
  switch (state_->cut.load()) {
    case StatusCode::kOk: return OkStatus();
    case StatusCode::kCancelled: return Cancelled(name + ": the call is cancelled");
    default:
      return Unavailable(name + ": nothing was heard for " + std::to_string(state_->target.silence_ms.count()) + " ms")
          .WithReason("connection_silent")
          .WithClass(ErrorClass::kTransient);
  }
}

}  // namespace helhet::sdk
