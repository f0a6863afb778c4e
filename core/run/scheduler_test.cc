#include "core/run/scheduler.h"

#include <gtest/gtest.h>

#include "core/configuration/documents.h"
#include "core/run/cron.h"
#include "core/store/testing/test_database.h"

namespace helhet::run {
namespace {

constexpr int64_t kHourUs = 3'600'000'000;

class SchedulerTest : public testing::TestWithParam<store::Backend> {
 protected:
  SchedulerTest() {
    model::v1::Municipality municipality;
    municipality.set_municipality_id("5037");
    Save("municipality", "5037", municipality);
    State("0 * * * *", model::v1::MISSED_RUN_POLICY_RUN_ONCE);
  }
  void State(const std::string& schedule, model::v1::MissedRunPolicy policy) {
    model::v1::Connector connector;
    connector.set_connector_id("ehf");
    connector.set_schedule(schedule);
    connector.set_missed_run_policy(policy);
    Save("connector", "ehf", connector);
  }
  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    ASSERT_TRUE(configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1).ok());
  }
  int64_t Tick(int64_t now_us) {
    auto next = scheduler_.Tick(now_us);
    EXPECT_TRUE(next.ok()) << next.status().message();
    return next.ok() ? *next : -1;
  }

  Schedule Kept() {
    auto schedule = LoadSchedule(store_, "ehf");
    EXPECT_TRUE(schedule.ok()) << schedule.status().message();
    return schedule.ok() ? *schedule : Schedule();
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  std::vector<std::string> started_;
  Status refusal_;  // of every start, when it is not OK
  Scheduler scheduler_{database_.factory(), [this](const RunRequest& request) {
                         if (!refusal_.ok()) return refusal_;
                         started_.push_back(request.connector.connector_id() + " " + request.trigger);
                         return OkStatus();
                       }};
  const int64_t noon_us_ = 1'800'000'000'000'000 / kHourUs * kHourUs;
};

TEST_P(SchedulerTest, StartsARunWhenItsTimeHasComeAndOnce) {
  EXPECT_EQ(Tick(noon_us_ + 1), noon_us_ + kHourUs);
  EXPECT_TRUE(started_.empty()) << "nothing is due when a schedule is seen for the first time";
  Tick(noon_us_ + kHourUs - 1);
  EXPECT_TRUE(started_.empty());
  Tick(noon_us_ + kHourUs);
  Tick(noon_us_ + kHourUs + 1);
  EXPECT_EQ(started_, std::vector<std::string>{"ehf schedule"});
}

TEST_P(SchedulerTest, RunsMissedTimesOnceHoweverManyTheyWere) {
  Tick(noon_us_ + 1);
  Tick(noon_us_ + 10 * kHourUs + kHourUs / 2);
  EXPECT_EQ(started_, std::vector<std::string>{"ehf missed"});
}

TEST_P(SchedulerTest, SkipsMissedTimesWhenThePolicySaysSo) {
  State("0 * * * *", model::v1::MISSED_RUN_POLICY_SKIP);
  Tick(noon_us_ + 1);
  EXPECT_EQ(Tick(noon_us_ + 10 * kHourUs + kHourUs / 2), noon_us_ + 11 * kHourUs);
  EXPECT_TRUE(started_.empty());
  EXPECT_EQ(Kept().missed_count, 10);
  EXPECT_EQ(Kept().missed_us, noon_us_ + 10 * kHourUs);
}

TEST_P(SchedulerTest, AScheduleThatWasChangedDoesNotWaitForItsOldTime) {
  Tick(noon_us_ + 1);
  State("30 * * * *", model::v1::MISSED_RUN_POLICY_RUN_ONCE);
  EXPECT_EQ(Tick(noon_us_ + 2), noon_us_ + kHourUs / 2);
}

TEST_P(SchedulerTest, AScheduleThatWasMovedLaterDoesNotRunAtItsOldTime) {
  State("30 * * * *", model::v1::MISSED_RUN_POLICY_RUN_ONCE);
  Tick(noon_us_ + 1);
  State("50 * * * *", model::v1::MISSED_RUN_POLICY_RUN_ONCE);
  Tick(noon_us_ + kHourUs / 2);
  EXPECT_TRUE(started_.empty());
  Tick(noon_us_ + kHourUs / 60 * 50);
  EXPECT_EQ(started_, std::vector<std::string>{"ehf schedule"});
}

TEST_P(SchedulerTest, ATimeAtWhichNoRunCouldBeginIsKept) {
  Tick(noon_us_ + 1);
  refusal_ = FailedPrecondition("ehf: is being run already");
  Tick(noon_us_ + kHourUs);
  EXPECT_EQ(Kept().missed_count, 1);
  Tick(noon_us_ + 2 * kHourUs);
  EXPECT_EQ(Kept().missed_count, 2);
  EXPECT_EQ(Kept().missed_us, noon_us_ + 2 * kHourUs);
  refusal_ = OkStatus();
  Tick(noon_us_ + 3 * kHourUs);
  EXPECT_EQ(Kept().missed_us, noon_us_ + 2 * kHourUs) << "a run that begins does not wipe it out";
  State("30 * * * *", model::v1::MISSED_RUN_POLICY_RUN_ONCE);
  Tick(noon_us_ + 3 * kHourUs + 1);
  EXPECT_EQ(Kept().missed_count, 0) << "of another schedule";
}

TEST_P(SchedulerTest, WhatFailedIsTriedAgainAheadOfTheSchedule) {
  Tick(noon_us_ + 1);
  ASSERT_TRUE(PlanRetry(store_, "ehf", noon_us_ + kHourUs / 4).ok());
  EXPECT_EQ(Tick(noon_us_ + 2), noon_us_ + kHourUs / 4);
  Tick(noon_us_ + kHourUs / 4);
  EXPECT_EQ(started_, std::vector<std::string>{"ehf retry"});
  EXPECT_EQ(Kept().next_run_us, noon_us_ + kHourUs) << "and then by the schedule";
  EXPECT_FALSE(Kept().is_retry);
}

TEST_P(SchedulerTest, ARetryThatWouldComeAfterTheScheduleIsNone) {
  Tick(noon_us_ + 1);
  ASSERT_TRUE(PlanRetry(store_, "ehf", noon_us_ + 2 * kHourUs).ok());
  EXPECT_EQ(Tick(noon_us_ + 2), noon_us_ + kHourUs);
  EXPECT_FALSE(Kept().is_retry);
}

TEST_P(SchedulerTest, ARetryThatPassedWhileTheHubWasDownIsNoMissedTime) {
  State("0 0 * * *", model::v1::MISSED_RUN_POLICY_SKIP);
  Tick(noon_us_ + 1);
  ASSERT_TRUE(PlanRetry(store_, "ehf", noon_us_ + 2).ok());
  Tick(noon_us_ + kHourUs / 2);
  EXPECT_EQ(started_, std::vector<std::string>{"ehf retry"});
  EXPECT_EQ(Kept().missed_count, 0);
}

TEST_P(SchedulerTest, ARunThatMayBeginLaterIsPutOff) {
  Tick(noon_us_ + 1);
  refusal_ = Unavailable("ehf: crashed").WithRetryAfterMs(60'000);
  Tick(noon_us_ + kHourUs);
  EXPECT_EQ(Kept().next_run_us, noon_us_ + kHourUs + 60'000'000);
  EXPECT_EQ(Kept().missed_count, 0);
  refusal_ = OkStatus();
  Tick(noon_us_ + kHourUs + 60'000'000);
  EXPECT_EQ(started_, std::vector<std::string>{"ehf retry"});
}

TEST_P(SchedulerTest, OfTwoHubsOneStartsIt) {
  Tick(noon_us_ + 1);
  const Schedule seen = Kept();
  Schedule next = seen;
  next.next_run_us += kHourUs;
  EXPECT_TRUE(*ReplaceSchedule(store_, "ehf", seen, next));
  EXPECT_FALSE(*ReplaceSchedule(store_, "ehf", seen, next));
}

TEST_P(SchedulerTest, WithoutAScheduleNothingIsDue) {
  State("", model::v1::MISSED_RUN_POLICY_RUN_ONCE);
  EXPECT_EQ(Tick(noon_us_), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, SchedulerTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::run
