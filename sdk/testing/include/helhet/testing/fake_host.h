// A host in the test's own process: it acknowledges every batch at once, keeps all that a connector says,
// and drives a connector through its ABI table in the order the real host does.
//
//   FakeHost host;
//   ConnectorDriver connector(helhet_plugin_entry(), host);
//   ASSERT_TRUE(connector.Configure(R"({"folder": "inbox"})").ok());
//   ASSERT_TRUE(connector.Read().ok());
//   EXPECT_EQ(host.Records().size(), 3u);
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "helhet/connector.h"
#include "helhet/plugin_abi.h"

namespace helhet::testing {

// What a connector said, and levers to disturb it. Not thread-safe but for Cancel; outlives its connectors.
class FakeHost {
 public:
  FakeHost();
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  const helhet_host* table() const { return &table_; }
  // For a test that makes a Connector directly, without its ABI table.
  sdk::Host& host() { return host_; }

  // Batches in the order they came; kept over several reads until ForgetBatches.
  const std::vector<plugin::v1::Batch>& batches() const { return batches_; }
  void ForgetBatches() { batches_.clear(); }
  // The records of all batches, in order.
  std::vector<plugin::v1::Record> Records() const;
  // The checkpoint of the last batch; empty when there is none.
  std::string Checkpoint() const;

  // The last Problem stated, the lines logged, the Progress and the Acquire messages.
  const plugin::v1::Problem& problem() const { return problem_; }
  const std::vector<std::string>& log() const { return log_; }
  const std::vector<plugin::v1::Progress>& progress() const { return progress_; }
  const std::vector<plugin::v1::Acquire>& acquired() const { return acquired_; }

  // From now on `cancelled` is true, and emit, progress and acquire answer CANCELLED. From any thread.
  void Cancel() { cancelled_ = true; }
  // Takes `count` more batches, then cancels: what a hub that goes away in the middle of a read does.
  void CancelAfterBatches(int count) { batches_until_cancel_ = count; }
  // Takes a cancellation back, for the next call.
  void Resume();

  // Called with each Acquire before it is granted: what happens meanwhile, as a clock that moves on.
  void OnAcquire(std::function<void(const plugin::v1::Acquire&)> action) { on_acquire_ = std::move(action); }

  // The time that `now_us` answers, microseconds since 1970 UTC; acquire never waits.
  void set_now_us(int64_t now_us) { now_us_ = now_us; }

 private:
  friend class ConnectorDriver;
  static FakeHost& Of(void* self) { return *static_cast<FakeHost*>(self); }
  helhet_status Emit(helhet_bytes message);

  helhet_host table_;
  sdk::Host host_;
  std::vector<plugin::v1::Batch> batches_;
  std::vector<std::string> log_;
  std::vector<plugin::v1::Progress> progress_;
  std::vector<plugin::v1::Acquire> acquired_;
  plugin::v1::Problem problem_;
  std::string response_;   // of the unary call under way
  std::string to_write_;   // a WriteRequest that the connector has not taken yet; empty for none
  std::function<void(const plugin::v1::Acquire&)> on_acquire_;
  bool reading_ = false;
  std::atomic<bool> cancelled_{false};
  int batches_until_cancel_ = -1;
  int64_t now_us_ = 1'700'000'000'000'000;
};

// One connector instance behind its ABI table. A failed call gives the status and Problem as a Status.
class ConnectorDriver {
 public:
  ConnectorDriver(const helhet_plugin* plugin, FakeHost& host);
  ~ConnectorDriver();
  ConnectorDriver(const ConnectorDriver&) = delete;
  ConnectorDriver& operator=(const ConnectorDriver&) = delete;

  Result<plugin::v1::DescribeResponse> Describe();
  Status Configure(const std::string& settings_json, const std::map<std::string, std::string>& secrets = {});
  Result<std::string> Check();
  Result<plugin::v1::DiscoverResponse> Discover();
  // Reads from `start`; what comes stands in the host. Starts as if nothing was reported before.
  Status Read(const plugin::v1::ReadStart& start = {});
  // Takes one document out, and gives its receipt; a document that the target refuses is a receipt with a problem.
  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request);

 private:
  template <typename Response>
  Result<Response> Unary(helhet_status (*call)(void*));
  Status Outcome(helhet_status code) const;

  const helhet_plugin* plugin_;
  FakeHost& host_;
  void* instance_;
};

}  // namespace helhet::testing
