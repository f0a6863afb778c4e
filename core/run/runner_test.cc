#include "core/run/runner.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/run/schedule.h"
#include "core/run/testing/scripted_connector.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

constexpr int64_t kNowUs = 1'700'000'000'000'000;
constexpr int64_t kHourUs = 3'600'000'000;

// A connector that runs every hour, and whose source is away.
class RunnerTest : public testing::Test {
 protected:
  RunnerTest() {
    request_.municipality_id = "5037";
    request_.connector.set_connector_id("ehf");
    request_.trigger = "schedule";
    connector_.fail_after_batches = 0;
    EXPECT_TRUE(*ReplaceSchedule(store_, "ehf", {}, {.cron = "0 * * * *", .next_run_us = kNowUs + kHourUs}));
  }
  RunRecord Run() {
    const auto watch = runner_.Start(request_);
    EXPECT_TRUE(watch.ok()) << watch.status().message();
    return (*watch)->Wait().record;
  }
  Schedule Kept() { return *LoadSchedule(store_, "ehf"); }

  store::TestDatabase database_{store::Backend::kSqlite};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  ScriptedConnector connector_;
  RunRequest request_;
  std::optional<std::chrono::milliseconds> wait_ = std::chrono::minutes(1);
  Runner runner_{{.database = database_.factory(),
                  .connect = [this](const std::string&, const model::v1::Connector&) -> Result<plugin::Connection*> { return &connector_; },
                  .release = [](const std::string&, const std::string&) {},
                  .retry_after = [this](const std::string&, const std::string&, const Status& outcome) {
                    return outcome.ok() ? std::nullopt : wait_;
                  },
                  .recompute = [](store::TenantStore&, const std::string&) { return Result<int64_t>(0); },
                  .holder = "hub-1",
                  .now_us = [] { return kNowUs; }}};
};

TEST_F(RunnerTest, AScheduledRunThatFailedByWhatMayPassIsPlannedAnew) {
  EXPECT_EQ(Run().state, "failed");
  EXPECT_EQ(Kept().next_run_us, kNowUs + 60'000'000);
  EXPECT_TRUE(Kept().is_retry);
  request_.trigger = "retry";
  wait_ = std::chrono::minutes(2);
  ASSERT_TRUE(*ReplaceSchedule(store_, "ehf", Kept(), {.cron = "0 * * * *", .next_run_us = kNowUs + kHourUs}));
  Run();
  EXPECT_EQ(Kept().next_run_us, kNowUs + 120'000'000) << "a retry that fails too";
}

TEST_F(RunnerTest, ARunByHandIsNotPlannedAnewButSaysWhenItCanBeTried) {
  request_.trigger = "manual";
  EXPECT_EQ(Run().problem.retry_after_ms(), 60'000u);
  EXPECT_EQ(Kept().next_run_us, kNowUs + kHourUs);
}

TEST_F(RunnerTest, WhatWillNotPassWaitsForItsSchedule) {
  wait_ = std::nullopt;
  EXPECT_EQ(Run().state, "failed");
  EXPECT_EQ(Kept().next_run_us, kNowUs + kHourUs);
}

TEST_F(RunnerTest, ARunThatWentThroughWaitsForItsSchedule) {
  connector_.fail_after_batches = -1;
  EXPECT_EQ(Run().state, "succeeded");
  EXPECT_EQ(Kept().next_run_us, kNowUs + kHourUs);
}

}  // namespace
}  // namespace helhet::run
