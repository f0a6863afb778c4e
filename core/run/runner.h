// Starts runs on threads of their own and lets others watch them. One for the hub.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/run/run.h"

namespace helhet::run {

// A run as it was at one moment.
struct RunUpdate {
  RunRecord record;
  std::string activity;
  int64_t done = -1;   // in the connector's own count; -1: not counted
  int64_t total = -1;  // -1: not known
  bool finished = false;
};

// One run under way, or ended. Thread-safe; lives as long as anyone holds it.
class RunWatch {
 public:
  // Waits for an update that is newer than number `seen` and gives it with its own number; nothing when
  // none comes in time. After a finished update no more come.
  std::optional<std::pair<uint64_t, RunUpdate>> Next(uint64_t seen, std::chrono::milliseconds timeout);
  // Waits for the end.
  RunUpdate Wait();

 private:
  friend class Runner;
  void Publish(RunUpdate update);
  void Cancel();
  // The read that Cancel ends; null when none is under way.
  void SetSession(plugin::ReadSession* session);

  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t number_ = 0;
  RunUpdate latest_;
  bool cancelled_ = false;
  plugin::ReadSession* session_ = nullptr;
};

// What the runner needs. Must outlive it.
struct RunnerContext {
  store::DatabaseFactory& database;
  // A configured connection to the connector of a municipality, whose run has begun; the pool keeps it.
  std::function<Result<plugin::Connection*>(const std::string& municipality_id, const model::v1::Connector&)> connect;
  // Says that the run is over and the connection may be used by another, or be let go if it is broken.
  std::function<void(const std::string& municipality_id, const std::string& connector_id)> release;
  // Told how each run ended; says how long to wait before it is tried again, or nothing when that would not help.
  std::function<std::optional<std::chrono::milliseconds>(const std::string& municipality_id, const std::string& connector_id, const Status& outcome)>
      retry_after;
  std::function<Result<int64_t>(store::TenantStore&, const std::string& run_id)> recompute;
  std::string holder;
  std::function<int64_t()> now_us;
};

// Thread-safe. A run that the schedule started and that failed by what may pass is planned anew, sooner than its
// schedule; one that a person started is not, for the person sees what happened.
class Runner {
 public:
  explicit Runner(RunnerContext context);
  // Cancels what runs, and waits.
  ~Runner();

  // Starts a run. FAILED_PRECONDITION when the connector is being run already.
  Result<std::shared_ptr<RunWatch>> Start(RunRequest request);
  // Asks the connector's run to end. NOT_FOUND when none is under way here.
  Status Cancel(const std::string& municipality_id, const std::string& connector_id);
  // Asks all of them to end, and returns at once.
  void CancelAll();
  // The hub's start after an end of any kind: says what was interrupted, and brings figures up to date.
  Status Recover();

 private:
  struct Active {
    std::shared_ptr<RunWatch> watch;
    std::thread thread;
    bool ended = false;
  };
  using Key = std::pair<std::string, std::string>;

  void Run(const RunRequest& request, const std::shared_ptr<RunWatch>& watch);
  // Plans the run anew if that may help; told of the run's end.
  void PlanAnew(const RunRequest& request, RunRecord& record);
  Result<RunRecord> RunToEnd(const RunRequest& request, RunWatch& watch);

  RunnerContext context_;
  std::mutex mutex_;
  std::map<Key, Active> active_;
};

}  // namespace helhet::run
