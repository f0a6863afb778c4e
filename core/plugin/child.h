// One connector process, as the hub sees it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plugin/child_end.h"
#include "core/plugin/deadlines.h"
#include "core/plugin/descriptor.h"
#include "core/plugin/output_tail.h"
#include "core/plugin/spawn.h"

namespace helhet::plugin {

// A part of the confinement, as the child told it.
struct SandboxPart {
  std::string name;
  bool active = false;
  std::string why_not;
};

// What the hub knows of a child beforehand.
struct ChildTerms {
  std::string plugin;  // `plugin ehf 1.2.0`
  std::string secret;  // that `ready` must give back
  uint64_t memory_mib = 0;
  uint64_t cpu_seconds = 0;
  Deadlines deadlines;
};

// Thread-safe. The supervision thread calls the On... functions; it alone reads the descriptors.
class Child {
 public:
  using Clock = std::chrono::steady_clock;

  Child(ChildTerms terms, Spawned spawned, Descriptor control, Descriptor output);

  // Waits until the child is ready, or has ended: then the status says how.
  Status WaitReady();
  // Gives the call that begins its processor time.
  void GrantProcessorTime();
  // Ends it at once.
  void Kill(Verdict verdict, std::chrono::milliseconds waited);
  // Asks it to end, and makes it: end of file on its control, then SIGTERM, then SIGKILL.
  void LetGo();
  // Waits for the child's end. False when it lives on. After SIGKILL it is a matter of moments.
  bool WaitEnded(std::chrono::milliseconds longest = std::chrono::seconds(5)) const;
  // In words; once it has ended.
  Status HowItEnded() const;

  // Whether it was ended for what it did.
  bool killed() const;
  bool ended() const;
  std::vector<SandboxPart> sandbox() const;
  pid_t pid() const { return pid_; }
  const ChildTerms& terms() const { return terms_; }

  int control_descriptor() const { return control_.get(); }
  int output_descriptor() const { return output_.get(); }
  int process_descriptor() const { return process_.get(); }
  void OnControl();
  void OnOutput();
  void OnExit();
  void OnTick(Clock::time_point now);

 private:
  void TakePacket(std::string_view packet);
  void KillLocked(Verdict verdict, std::chrono::milliseconds waited);
  bool ReadPackets(int most);
  bool ReadOutput();
  ChildEnd EndLocked() const;

  const ChildTerms terms_;
  const pid_t pid_;
  const Descriptor process_;

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Descriptor control_;
  Descriptor output_;
  OutputTail tail_;
  std::vector<SandboxPart> sandbox_;
  const Clock::time_point started_at_;
  Clock::time_point alive_at_;
  std::optional<Clock::time_point> let_go_at_;
  double granted_seconds_ = 0;  // of processor time since its start
  bool terminated_ = false;
  ChildEnd end_;
};

}  // namespace helhet::plugin
