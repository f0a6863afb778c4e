// One run of a connector at a time, whatever happens to the others.
#include "core/run/lease.h"

#include "core/run/testing/run_fixture.h"

namespace helhet::run {
namespace {

class LeaseTest : public RunFixture {};

TEST_P(LeaseTest, TwoRunsOfOneConnectorNeverOverlap) {
  ASSERT_TRUE(TakeLease(store_, "ehf", "hub-2", now_us_).ok());
  auto second = TakeLease(store_, "ehf", "hub-1", now_us_ + 1);
  EXPECT_EQ(second.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_TRUE(TakeLease(store_, "ehf", "hub-1", now_us_ + kLeaseUs + 1).ok()) << "once it has expired";
}

TEST_P(LeaseTest, ABatchOfARunThatLostItsLeaseIsRefused) {
  auto lease = TakeLease(store_, "ehf", "hub-2", now_us_);
  ASSERT_TRUE(lease.ok());
  ASSERT_TRUE(TakeLease(store_, "ehf", "hub-1", now_us_ + kLeaseUs + 1).ok());
  EXPECT_EQ(FenceAndCheckpoint(store_, *lease, "x", now_us_).code(), StatusCode::kAborted);
}

TEST_P(LeaseTest, ALeaseIsKeptWhileTheSourceIsSilentAndWhileFiguresAreComputed) {
  lease_beat_ = std::chrono::milliseconds(1);
  ScriptedConnector connector;
  connector.records = {Invoice("1", 100)};
  connector.before_batch = [&] { AwaitExtension(); };
  during_recompute_ = [&] { AwaitExtension(); };
  EXPECT_EQ(Run(connector).state, "succeeded");
  EXPECT_EQ(Number("SELECT lease_until_us FROM connector_state WHERE municipality_id = $1"), 0) << "given back";
}

TEST_P(LeaseTest, ARunThatIsTakenOverEndsItsReadAndIsTheSuccessorsToClose) {
  lease_beat_ = std::chrono::milliseconds(1);
  ScriptedConnector successor;
  successor.records = {Invoice("1", 100)};
  Result<RunRecord> second = Unavailable("not yet");
  ScriptedConnector connector;
  connector.silent = true;
  connector.before_batch = [&] {
    while (!second.ok()) {  // as if the first hub had been away for as long as a lease holds
      ASSERT_TRUE(store_.Execute("UPDATE connector_state SET lease_until_us = 0 WHERE municipality_id = $1").ok());
      second = TryRun(successor, false, "ehf", false, "hub-2");
    }
  };
  const RunRecord first = Run(connector);
  EXPECT_EQ(first.state, "failed");
  EXPECT_EQ(first.problem.reason(), "lease_lost") << first.problem.message();
  EXPECT_EQ(second->state, "succeeded");
  EXPECT_EQ(second->counters.inserted, 1);
  const auto kept = LoadRun(store_, first.run_id);
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->state, "interrupted");
  EXPECT_EQ(kept->problem.reason(), "taken_over");
  EXPECT_EQ(LoadRun(store_, second->run_id)->state, "succeeded");
}

INSTANTIATE_TEST_SUITE_P(Stores, LeaseTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
