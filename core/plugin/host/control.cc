#include "core/plugin/host/control.h"

#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

#include "core/plugin/launch_protocol.h"

namespace helhet::plugin_host {
namespace {

using plugin::kControlDescriptor;

constexpr int kBeatMs = 1000;

}  // namespace

Result<std::string> Control::Receive() {
  std::string packet(plugin::kLaunchPacketBytes, '\0');
  const ssize_t size = recv(kControlDescriptor, packet.data(), packet.size(), 0);
  if (size < 0) return Unavailable(std::string("descriptor 3: ") + strerror(errno));
  if (size == 0) return Unavailable("descriptor 3: the hub is gone");
  packet.resize(static_cast<size_t>(size));
  return packet;
}

void Control::Send(std::string_view packet) const {
  // A hub that is gone shows as end of file in the beat; a full buffer means that it does not listen.
  (void)send(kControlDescriptor, packet.data(), packet.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Control::BeatUntilClosed(std::function<void()> hub_gone) {
  beat_ = std::thread([this, hub_gone = std::move(hub_gone)] {
    while (true) {
      pollfd waited{kControlDescriptor, POLLIN, 0};
      const int ready = poll(&waited, 1, kBeatMs);
      char byte;
      if (ready > 0 && recv(kControlDescriptor, &byte, 1, MSG_DONTWAIT) <= 0) break;
      if (ready == 0) Send("alive");
    }
    hub_gone();
  });
}

Control::~Control() {
  // The thread ends by itself when the hub closes its end; when the host ends first, so does the process.
  if (beat_.joinable()) beat_.detach();
}

}  // namespace helhet::plugin_host
