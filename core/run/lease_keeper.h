// Keeps a lease while its run is under way, whatever the run waits for.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "core/run/lease.h"
#include "core/store/database.h"

namespace helhet::run {

// Extends the lease from a thread and on a connection of its own until it goes. A source may be silent for
// longer than a lease holds, and so may a long recomputation be.
class LeaseKeeper {
 public:
  struct Options {
    std::string municipality_id;
    std::chrono::milliseconds beat;   // between extensions
    std::function<int64_t()> now_us;  // microseconds since 1970 UTC; called from the keeper's thread
    // Told once, from the keeper's thread, that another run has taken over. Must not wait for the keeper.
    std::function<void()> on_lost;
  };

  // `database` must outlive it.
  LeaseKeeper(store::DatabaseFactory& database, Lease lease, Options options);
  ~LeaseKeeper();
  LeaseKeeper(const LeaseKeeper&) = delete;
  LeaseKeeper& operator=(const LeaseKeeper&) = delete;

  // ABORTED when another run has taken over; OK as long as that is not known. Thread-safe.
  Status status();

 private:
  void Keep();
  Status Extend();

  store::DatabaseFactory& database_;
  const Lease lease_;
  const Options options_;
  std::unique_ptr<store::Database> connection_;  // the thread's
  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  Status status_;
  std::thread thread_;
};

}  // namespace helhet::run
