// A run: one connector instance read once, from its checkpoint to the end of what is there. Start here.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "core/model/unit_tree.h"
#include "core/plugin/connection.h"
#include "core/run/lease.h"
#include "core/run/ledger.h"
#include "core/run/settle.h"
#include "core/store/database.h"
#include "helhet/model/v1/organisation.pb.h"

namespace helhet::run {

// What is asked of a run.
struct RunRequest {
  std::string municipality_id;
  model::v1::Connector connector;
  std::string trigger = "manual";
  // Read everything again, even what the checkpoint says is known.
  bool full = false;
  // Read from this date on, YYYY-MM-DD, where the source can tell. Empty means by the checkpoint.
  std::string backfill_from;
  // Read and classify, store nothing.
  bool dry_run = false;
  // Where set, the run reads documents that the hub has kept instead of the source, and the checkpoint stands:
  // gives the next of them, no more than a message carries, and none at the end. Called from the run's thread.
  std::function<Result<std::vector<plugin::v1::ReplayDocument>>(store::TenantStore&)> replay;
};

// Where a run stands, for whoever watches.
struct RunProgress {
  const RunRecord& run;
  std::string activity;  // in the connector's words
  int64_t done = -1;     // -1: not counted
  int64_t total = -1;
};

// What a run needs of its surroundings. All of it must outlive the run.
struct RunContext {
  store::DatabaseFactory& database;
  // A configured connection to the connector.
  std::function<Result<plugin::Connection*>(const model::v1::Connector&)> connect;
  // Brings measures up to date with what was stored; gives the number of figures that changed.
  std::function<Result<int64_t>(store::TenantStore&, const std::string& run_id)> recompute;
  const model::UnitTree& units;
  // CodesHash of what `units` and precedences were read with. Empty where they cannot change under the run.
  std::string codes_hash;
  // Precedence of every connector of the municipality.
  Precedence precedence;
  // Who holds leases: the same for a hub from start to start.
  std::string holder;
  // Microseconds since 1970 UTC. From any thread.
  std::function<int64_t()> now_us;
  std::function<void(const RunProgress&)> watch = [](const RunProgress&) {};
  // Whether somebody wants the run to end.
  std::function<bool()> cancelled = [] { return false; };
  // Told of the read while it is under way, and of null when it is over: it can be cancelled from any thread
  // in between, even while the connector says nothing.
  std::function<void(plugin::ReadSession*)> reading = [](plugin::ReadSession*) {};
  // How often the lease is extended while the run is under way.
  std::chrono::milliseconds lease_beat = kLeaseBeat;
};

// Runs. A failed run is a RunRecord whose problem says why, for it is on record; a status other than OK
// means that not even that could be written, or that the connector is being run already.
Result<RunRecord> RunOnce(const RunContext& context, const RunRequest& request);

}  // namespace helhet::run
