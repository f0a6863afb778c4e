// Faulty: one connector for all that a connector can do wrong while it reads.
#include <chrono>
#include <csignal>
#include <functional>
#include <map>
#include <stdexcept>
#include <thread>

#include <sys/mman.h>
#include <unistd.h>

#include "helhet/connector.h"
#include "helhet/limits.h"

namespace helhet::faulty {
namespace {

using plugin::v1::Batch;

plugin::v1::Record Record(int number) {
  plugin::v1::Record record;
  record.set_stream("figures");
  record.set_natural_key("record/" + std::to_string(number));
  record.mutable_fact()->mutable_statistic()->set_provider("faulty");
  return record;
}

// Past the SDK's Emitter, which would do it right.
Status EmitRaw(const sdk::Host& host, const std::string& bytes) {
  const auto code = host.table()->emit(host.table()->self,
                                       {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  return code == HELHET_OK ? OkStatus() : Status(static_cast<StatusCode>(code), "emit: not taken");
}

Status EmitBatch(const sdk::Host& host, uint64_t sequence, int records, size_t raw_bytes) {
  Batch batch;
  batch.set_sequence(sequence);
  for (int i = 0; i < records; ++i) {
    *batch.add_records() = Record(i);
    batch.mutable_records(i)->set_raw(std::string(raw_bytes, 'x'));
  }
  return EmitRaw(host, batch.SerializeAsString());
}

void SleepForever() {
  while (true) std::this_thread::sleep_for(std::chrono::hours(1));
}

Status LeakPrivateMemory() {
  for (volatile bool more = true; more;) {
    auto* block = new char[1 << 20];
    for (size_t i = 0; i < 1 << 20; i += 4096) static_cast<volatile char*>(block)[i] = 1;
  }
  return OkStatus();
}

// Not counted by RLIMIT_DATA, so only the hub's watchdog sees it.
Status LeakSharedMemory() {
  while (true) {
    void* block = mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) SleepForever();
    for (size_t i = 0; i < 1 << 20; i += 4096) static_cast<volatile char*>(block)[i] = 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

Status SpinWithProgress(sdk::Host& host) {
  while (true) HELHET_RETURN_IF_ERROR(host.Progress("counting"));
}

Status FloodLog(sdk::Host& host) {
  for (int64_t i = 0;; ++i) host.Log(HELHET_LOG_WARNING, "log line " + std::to_string(i) + " of very many");
}

Status FloodOutput() {
  for (int64_t i = 0;; ++i) printf("line %lld of very many\n", static_cast<long long>(i));
}

Status AskForCalls(sdk::Host& host, int64_t count) {
  plugin::v1::Acquire acquire;
  acquire.set_host("data.ssb.no");
  acquire.set_calls_per_window(2);
  acquire.set_window_ms(3'600'000);
  for (int64_t i = 0; i < count; ++i) {
    HELHET_RETURN_IF_ERROR(host.Acquire(acquire));
    HELHET_RETURN_IF_ERROR(EmitBatch(host, static_cast<uint64_t>(i + 1), 1, 0));
  }
  return OkStatus();
}

Status SourceAway() {
  return Unavailable("figures: the source does not answer")
      .WithReason("source_away")
      .WithRetryAfterMs(1500)
      .WithClass(ErrorClass::kSource);
}

Status WaitForCancel(sdk::Host& host) {
  HELHET_RETURN_IF_ERROR(host.Progress("waiting"));
  while (!host.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return Cancelled("read: cancelled");
}

Status IgnoreCancel(sdk::Host& host) {
  signal(SIGTERM, SIG_IGN);
  HELHET_RETURN_IF_ERROR(host.Progress("deaf"));
  SleepForever();
  return OkStatus();
}

}  // namespace

class Faulty : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    HELHET_ASSIGN_OR_RETURN(fault_, settings.Text("fault"));
    count_ = settings.Integer("count", 1);
    if (fault_ == "refuse_settings") {
      return InvalidArgument("settings.fault: not one that I like").WithSetting("settings.fault");
    }
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host&) override {
    if (fault_ == "hang_in_check") SleepForever();
    return std::string("pid ") + std::to_string(getpid());
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return plugin::v1::DiscoverResponse(); }

  Status Read(const plugin::v1::ReadStart&, sdk::Emitter& out, sdk::Host& host) override {
    using Fault = std::function<Status()>;
    const std::map<std::string, Fault> faults = {
        {"none", [&] { return Deliver(out, static_cast<int>(count_)); }},
        // Past the handler of a sanitizer, which would exit instead.
        {"crash", [] { return signal(SIGSEGV, SIG_DFL), raise(SIGSEGV), OkStatus(); }},
        {"exit", []() -> Status { _exit(3); }},
        {"print_and_abort", []() -> Status { fputs("the last words\n", stderr); abort(); }},
        {"throw", []() -> Status { throw std::runtime_error("no such luck"); }},
        {"throw_number", []() -> Status { throw 42; }},
        {"hang", []() -> Status { SleepForever(); return OkStatus(); }},
        {"stand_still", []() -> Status { raise(SIGSTOP); return OkStatus(); }},
        {"wait_for_cancel", [&] { return WaitForCancel(host); }},
        {"ignore_cancel", [&] { return IgnoreCancel(host); }},
        {"spin", [&] { return SpinWithProgress(host); }},
        {"flood_log", [&] { return FloodLog(host); }},
        {"flood_output", FloodOutput},
        {"spin_deaf", [&] { return signal(SIGXCPU, SIG_IGN), SpinWithProgress(host); }},
        {"leak", LeakPrivateMemory},
        {"leak_shared", LeakSharedMemory},
        {"rubbish", [&] { return EmitRaw(host, "\xff\xff\xff"); }},
        {"wrong_sequence", [&] { return EmitBatch(host, 7, 1, 0); }},
        {"too_many_records", [&] { return EmitBatch(host, 1, limits::kBatchRecords + 1, 0); }},
        {"too_many_bytes", [&] { return EmitBatch(host, 1, 4, 1 << 20); }},
        {"too_large_message", [&] { return EmitBatch(host, 1, 2, 20 << 20); }},
        {"source_away", SourceAway},
        {"ask_for_calls", [&] { return AskForCalls(host, count_); }},
    };
    const auto fault = faults.find(fault_);
    return fault == faults.end() ? InvalidArgument("settings.fault: not known: " + fault_) : fault->second();
  }

 private:
  static Status Deliver(sdk::Emitter& out, int count) {
    for (int i = 0; i < count; ++i) HELHET_RETURN_IF_ERROR(out.Add(Record(i), std::to_string(i)));
    return OkStatus();
  }

  std::string fault_;
  int64_t count_ = 1;
};

}  // namespace helhet::faulty

HELHET_CONNECTOR(helhet::faulty::Faulty)
