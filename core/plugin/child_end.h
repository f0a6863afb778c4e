// How a connector process ended, in words.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "helhet/status.h"

namespace helhet::plugin {

// Why the hub ended a child, if it did.
enum class Verdict {
  kNone,
  kNotReady,  // did not become ready in time
  kHang,      // no batch and no progress in time, or no answer
  kSilent,    // no heartbeat: the process itself stands still
  kMemory,    // over its memory, by the watchdog
  kProcessor, // over its processor time, and deaf to the kernel's signal
  kLetGo,     // no longer wanted: cancelled, or the hub stops
};

struct ChildEnd {
  std::string plugin;           // `plugin ehf 1.2.0`
  Verdict verdict = Verdict::kNone;
  std::chrono::milliseconds waited{0};  // by the verdict's deadline
  bool was_ready = false;
  bool ended = false;           // false: it could not be ended
  bool by_signal = false;
  int code = 0;                 // signal or exit code
  std::string refused;          // what it said itself before it was ready
  bool allocation_failed = false;  // it reached its memory limit at some time
  uint64_t memory_mib = 0;
  uint64_t cpu_seconds = 0;
  std::string last_lines;
};

// One sentence, with the reason `plugin_crashed`, `plugin_hung`, `plugin_memory_limit`, `plugin_cpu_limit`,
// `plugin_not_ready`, `plugin_refused` or `plugin_ended`, and the class of who has to act.
Status DescribeEnd(const ChildEnd& end);

}  // namespace helhet::plugin
