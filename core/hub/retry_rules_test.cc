#include "core/hub/retry_rules.h"

#include <gtest/gtest.h>

namespace helhet::hub {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class RetryRulesTest : public testing::Test {
 protected:
  std::optional<milliseconds> Ended(const Status& outcome) { return rules_.Ended("5037", "ehf", outcome); }
  Status MayStart() { return rules_.MayStart("5037", "ehf"); }
  static Status Crash() { return Internal("ehf: crashed").WithReason("plugin_crashed"); }

  RetryRules::Clock::time_point now_{hours(1000)};
  RetryRules rules_{[this] { return now_; }};
};

TEST_F(RetryRulesTest, ASourceThatIsAwayIsGivenLongerForEachFailureInARow) {
  const Status away = Unavailable("source: no connection");
  for (const int wait : {1, 2, 4, 8, 16, 32, 60, 60}) EXPECT_EQ(Ended(away), minutes(wait));
  EXPECT_EQ(Ended(OkStatus()), std::nullopt);
  EXPECT_EQ(Ended(away), minutes(1)) << "after a success from the beginning";
}

TEST_F(RetryRulesTest, ASourceThatAsksForMoreTimeGetsIt) {
  Status busy = ResourceExhausted("source: 429").WithClass(ErrorClass::kRateLimit).WithRetryAfterMs(7'200'000);
  EXPECT_EQ(Ended(busy), hours(2));
  EXPECT_EQ(Ended(busy.WithRetryAfterMs(1000)), minutes(2)) << "and never less than the hub would wait";
}

TEST_F(RetryRulesTest, WhatAPersonHasToPutRightIsNotTriedAgain) {
  EXPECT_EQ(Ended(InvalidArgument("settings.folder: not there").WithClass(ErrorClass::kConfiguration)), std::nullopt);
  EXPECT_EQ(Ended(Cancelled("read: cancelled")), std::nullopt);
  EXPECT_EQ(Ended(FailedPrecondition("settings: refused")), std::nullopt);
}

TEST_F(RetryRulesTest, APluginThatCrashedWaitsBeforeItIsStartedAgain) {
  EXPECT_EQ(Ended(Crash()), seconds(1));
  const Status waiting = MayStart();
  EXPECT_EQ(waiting.code(), StatusCode::kUnavailable);
  EXPECT_EQ(waiting.reason(), "crash_wait");
  EXPECT_EQ(waiting.retry_after_ms(), 1000u);
  now_ += seconds(1);
  EXPECT_TRUE(MayStart().ok());
  EXPECT_EQ(Ended(Crash()), seconds(2));
}

TEST_F(RetryRulesTest, APluginThatCrashesTooOftenIsLeftAlone) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(Ended(Crash()).has_value()) << i;
  EXPECT_EQ(Ended(Crash()), std::nullopt);
  EXPECT_EQ(MayStart().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(MayStart().reason(), "crash_budget_spent");
  now_ += minutes(61);
  EXPECT_TRUE(MayStart().ok()) << "crashes grow old";
}

TEST_F(RetryRulesTest, APersonWhoRunsItIsForgiven) {
  for (int i = 0; i < 6; ++i) Ended(Crash());
  rules_.Forgive("5037", "ehf");
  EXPECT_TRUE(MayStart().ok());
}

TEST_F(RetryRulesTest, OneConnectorsCrashesAreNotAnothers) {
  for (int i = 0; i < 6; ++i) Ended(Crash());
  EXPECT_TRUE(rules_.MayStart("5037", "ssb").ok());
  EXPECT_TRUE(rules_.MayStart("1702", "ehf").ok());
}

}  // namespace
}  // namespace helhet::hub
