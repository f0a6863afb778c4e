// The host's end of descriptor 3 (core/plugin/launch_protocol.h).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "helhet/status.h"

namespace helhet::plugin_host {

// Packets to and from the hub. Send is thread-safe.
class Control {
 public:
  // UNAVAILABLE when the hub is gone.
  Result<std::string> Receive();
  void Send(std::string_view packet) const;

  // Says `alive` once a second from a thread, until the hub closes its end; then calls `hub_gone` once.
  void BeatUntilClosed(std::function<void()> hub_gone);
  ~Control();

 private:
  std::thread beat_;
};

}  // namespace helhet::plugin_host
