// Starts runs when their time has come.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/run/runner.h"
#include "core/run/schedule.h"
#include "core/store/database.h"

namespace helhet::run {

// Tick does the work and takes the time as an argument; Start only calls it from a thread.
class Scheduler {
 public:
  using StartRun = std::function<Status(const RunRequest&)>;

  Scheduler(store::DatabaseFactory& database, StartRun start_run) : database_(database), start_run_(std::move(start_run)) {}
  ~Scheduler();

  // Starts what is due, and states each connector's next time. A time that was missed by more than five
  // minutes is run once or skipped, as the connector's policy says. What is skipped, or cannot be started, is
  // stated as missed; what may be started a little later is put off. A schedule that has changed counts from now on. Gives the next time that anything is due, or 0.
  Result<int64_t> Tick(int64_t now_us);

  // Ticks from a thread of its own until the scheduler ends.
  void Start(std::function<int64_t()> now_us);
  // Looks at the schedules at once: connectors have changed.
  void Wake();

 private:
  Status TickConnector(store::TenantStore& store, const model::v1::Connector& connector, int64_t now_us, int64_t& earliest_us);
  Status StartDue(store::TenantStore& store, const model::v1::Connector& connector, const Schedule& due, int64_t now_us);

  store::DatabaseFactory& database_;
  StartRun start_run_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool ending_ = false;
  bool wake_ = false;
  std::thread thread_;
};

}  // namespace helhet::run
