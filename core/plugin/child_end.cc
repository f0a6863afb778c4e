#include "core/plugin/child_end.h"

#include <csignal>
#include <cstring>

namespace helhet::plugin {
namespace {

Status Explain(StatusCode code, const ChildEnd& end, const char* reason, std::string why, const char* remedy) {
  Status status(code, end.plugin + ": " + std::move(why));
  if (!end.last_lines.empty()) status = Status(code, status.message() + "; last lines: " + end.last_lines);
  return status.WithReason(reason).WithRemedy(remedy).WithClass(ErrorClass::kPlugin);
}

std::string Seconds(std::chrono::milliseconds duration) {
  const auto ms = duration.count();
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

Status OverProcessorTime(const ChildEnd& end) {
  return Explain(StatusCode::kResourceExhausted, end, "plugin_cpu_limit",
                 "used more than " + std::to_string(end.cpu_seconds) + " s of processor time in one call, and ended",
                 "raise limits.cpu_seconds, or tell the plugin's maker");
}

Status ByVerdict(const ChildEnd& end) {
  switch (end.verdict) {
    case Verdict::kNotReady:
      return Explain(StatusCode::kUnavailable, end, "plugin_not_ready",
                     "not ready " + Seconds(end.waited) + " after its start", "look at what it printed");
    case Verdict::kHang:
      return Explain(StatusCode::kDeadlineExceeded, end, "plugin_hung",
                     "hung: no batch, no progress and no answer for " + Seconds(end.waited),
                     "run it again; if it hangs again, tell the plugin's maker");
    case Verdict::kSilent:
      return Explain(StatusCode::kDeadlineExceeded, end, "plugin_hung",
                     "hung: no heartbeat from its process for " + Seconds(end.waited),
                     "look at the machine's load; run it again");
    case Verdict::kMemory:
      return Explain(StatusCode::kResourceExhausted, end, "plugin_memory_limit",
                     "over its memory limit of " + std::to_string(end.memory_mib) + " MiB, and ended",
                     "raise limits.memory_mib, or tell the plugin's maker");
    case Verdict::kProcessor:
      return OverProcessorTime(end);
    default:
      return Explain(StatusCode::kCancelled, end, "plugin_ended", "ended, as it was no longer wanted", "");
  }
}

Status BySignal(const ChildEnd& end) {
  if (end.code == SIGXCPU) return OverProcessorTime(end);
  return Explain(StatusCode::kInternal, end, "plugin_crashed",
                 "crashed with signal " + std::to_string(end.code) + " (" + strsignal(end.code) + ")",
                 "run it again; if it crashes again, tell the plugin's maker");
}

}  // namespace

Status DescribeEnd(const ChildEnd& end) {
  if (!end.refused.empty()) {
    return Status(StatusCode::kFailedPrecondition, end.refused)
        .WithReason("plugin_refused")
        .WithClass(ErrorClass::kPlugin);
  }
  if (end.verdict != Verdict::kNone) return ByVerdict(end);
  if (!end.ended) {
    return Explain(StatusCode::kUnavailable, end, "plugin_crashed", "broke off the call, and lives on", "run it again");
  }
  // An allocation that failed is most often what the crash comes from: uncaught, it ends in abort.
  if (end.allocation_failed) {
    return Explain(StatusCode::kResourceExhausted, end, "plugin_memory_limit",
                   "reached its memory limit of " + std::to_string(end.memory_mib) + " MiB, and ended",
                   "raise limits.memory_mib, or tell the plugin's maker");
  }
  if (end.by_signal) return BySignal(end);
  return Explain(StatusCode::kInternal, end, end.was_ready ? "plugin_crashed" : "plugin_not_ready",
                 "ended by itself with exit code " + std::to_string(end.code) + (end.was_ready ? "" : " at its start"),
                 "run it again; if it ends again, tell the plugin's maker");
}

}  // namespace helhet::plugin
