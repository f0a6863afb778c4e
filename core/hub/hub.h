// The hub: its parts, in the order in which they need each other. Nothing is decided here.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/api/server.h"
#include "core/hub/connector_pool.h"
#include "core/hub/data_folder.h"
#include "core/hub/day_change.h"
#include "core/hub/options.h"
#include "core/hub/retry_rules.h"
#include "core/outbox/relay.h"
#include "core/run/runner.h"
#include "core/run/scheduler.h"

namespace helhet::hub {

// A running hub. It ends when it goes: calls first, then schedules, runs, deliveries, children.
class Hub {
 public:
  // Makes what is missing, brings the store up to date, recovers, and begins to serve. The status says whose
  // the fault is (ExitCodeOf).
  static Result<std::unique_ptr<Hub>> Start(const Options& options);
  ~Hub();

  // Host and port of the API.
  const std::string& address() const;

 private:
  struct Services;

  explicit Hub(const Options& options);
  Status OpenStore();
  Status StartPlugins();
  Status StartRuns();
  void StartDeliveries();
  Status Serve();

  const Options options_;
  int64_t started_us_ = 0;
  std::optional<DataFolder> data_;
  std::optional<FileLock> store_lock_;
  std::unique_ptr<store::DatabaseFactory> database_;
  std::unique_ptr<plugin::PluginCatalogue> catalogue_;
  plugin::RateLimiter limiter_;
  std::unique_ptr<plugin::Supervisor> supervisor_;
  std::vector<std::string> confinement_gaps_;
  std::unique_ptr<ConnectorPool> pool_;
  RetryRules retry_rules_;
  std::unique_ptr<run::Runner> runner_;
  std::unique_ptr<run::Scheduler> scheduler_;
  std::unique_ptr<outbox::Relay> relay_;
  std::unique_ptr<DayChange> day_change_;
  std::unique_ptr<security::TokenRegistry> tokens_;
  std::unique_ptr<api::Server> server_;
  // They refer to the server's gate, and it to them: it is stopped before they go.
  std::unique_ptr<Services> services_;
};

// Microseconds since 1970 UTC, by the machine's clock.
int64_t NowUs();

}  // namespace helhet::hub
