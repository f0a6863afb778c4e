// How long the hub waits for a child.
#pragma once

#include <chrono>

namespace helhet::plugin {

// The defaults are the hub's; tests shorten them.
struct Deadlines {
  std::chrono::milliseconds ready{std::chrono::seconds(20)};      // from spawn to ready
  std::chrono::milliseconds call{std::chrono::seconds(60)};       // Describe, Configure, Check, Discover
  std::chrono::milliseconds hang{std::chrono::minutes(5)};        // no batch and no progress; a document that is written has this long for its receipt
  std::chrono::milliseconds heartbeat{std::chrono::seconds(15)};  // no sign of the process itself
  std::chrono::milliseconds deaf{std::chrono::seconds(5)};        // of processor time, past the limit and its signal
  std::chrono::milliseconds terminate{std::chrono::seconds(5)};   // from cancel to SIGTERM
  std::chrono::milliseconds kill{std::chrono::seconds(10)};       // from cancel to SIGKILL
};

}  // namespace helhet::plugin
