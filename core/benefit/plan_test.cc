// A milestone that slips moves the plan, and the plan says so.
#include "core/benefit/plan.h"

#include "core/benefit/testing/benefit_store_test.h"

namespace helhet::benefit {
namespace {

using measure::CalendarPeriod;

class PlanTest : public BenefitStoreTest {
 protected:
  void SaveSheet(const std::string& due, int64_t now_us, const std::string& status = "IN_PROGRESS") {
    Save("a3", "ark", Parsed<model::v1::A3>("a3_id: 'ark' unit_id: 'topp' actions { action_id: 'kurs' due_date: '" + due + "' status: ACTION_STATUS_" + status + " }"), now_us);
  }
  static constexpr char kPlan[] = R"(benefit_id: 'tid' a3_id: 'ark'
    plan { period: '2026-Q2' expected_value: 30 milestone_action_id: 'kurs' } plan { period: '2026-Q3' expected_value: 20 milestone_action_id: 'kurs' }
    plan { period: '2026-Q4' expected_value: 15 })";
  void Lock(int64_t now_us) { SaveBenefit(std::string(kPlan) + " plan_locked: true", now_us); }

  Plan Load(const std::string& today = "2026-01-20") {
    const auto benefit = configuration::Load<model::v1::Benefit>(store_, "tid");
    EXPECT_TRUE(benefit.ok());
    auto plan = Plan::Load(store_, *benefit, today);
    EXPECT_TRUE(plan.ok()) << plan.status().message();
    return plan.ok() ? *plan : Plan();
  }
  // `2026-Q2>2026-Q3 (1) 2026-Q4`.
  static std::string Told(const Plan& plan) {
    std::string told;
    for (const PlannedPeriod& one : plan.periods()) {
      told += (told.empty() ? "" : " ") + one.period.Text();
      if (one.move) told += ">" + (one.move->is_stopped() ? "stopped" : one.move->moved_to_period() + " (" + std::to_string(one.move->periods_late()) + ")");
    }
    return told;
  }
  static CalendarPeriod At(const std::string& period) { return *CalendarPeriod::Parse(period); }
};

TEST_P(PlanTest, AMilestoneThatSlipsMovesWhatWaitsForItByQuarters) {
  SaveSheet("2026-03-15", 10);
  Lock(20);
  EXPECT_EQ(Told(Load()), "2026-Q2 2026-Q3 2026-Q4");
  SaveSheet("2026-03-31", 30);
  EXPECT_EQ(Told(Load()), "2026-Q2 2026-Q3 2026-Q4") << "within the quarter nothing moves";
  SaveSheet("2026-09-30", 40);
  const Plan plan = Load();
  ASSERT_EQ(Told(plan), "2026-Q2>2026-Q4 (2) 2026-Q3>2027-Q1 (2) 2026-Q4");
  EXPECT_EQ(plan.periods()[0].move->locked_due_date(), "2026-03-15");
  EXPECT_EQ(plan.periods()[0].move->due_date(), "2026-09-30");
  EXPECT_EQ(plan.LockedAt(At("2026-Q2"))->stated.expected_value(), 30) << "the locked plan stands beside";
  EXPECT_EQ(plan.NowAt(At("2026-Q2")), nullptr);
  EXPECT_EQ(plan.NowAt(At("2026-Q4"))->stated.expected_value(), 15) << "of two, the one that was planned for later";
  EXPECT_EQ(plan.NowAt(At("2027-Q1"))->stated.expected_value(), 20);
}

TEST_P(PlanTest, WhatTheSheetSaidBeforeThePlanWasLockedDoesNotCount) {
  SaveSheet("2025-12-31", 10);
  SaveSheet("2026-03-15", 20);
  Lock(20);
  EXPECT_EQ(Told(Load()), "2026-Q2 2026-Q3 2026-Q4");
}

TEST_P(PlanTest, AnOpenMilestonePastItsDueDateIsDueToday) {
  SaveSheet("2026-03-15", 10);
  Lock(20);
  EXPECT_EQ(Told(Load("2026-04-01")), "2026-Q2>2026-Q3 (1) 2026-Q3>2026-Q4 (1) 2026-Q4");
  SaveSheet("2026-03-15", 30, "DONE");
  EXPECT_EQ(Told(Load("2026-04-01")), "2026-Q2 2026-Q3 2026-Q4") << "it is reached";
}

TEST_P(PlanTest, WhatWaitsForAStoppedMilestoneFallsAway) {
  SaveSheet("2026-03-15", 10);
  Lock(20);
  SaveSheet("2026-03-15", 30, "STOPPED");
  const Plan plan = Load();
  EXPECT_EQ(Told(plan), "2026-Q2>stopped 2026-Q3>stopped 2026-Q4");
  EXPECT_EQ(plan.NowAt(At("2026-Q2")), nullptr);
}

TEST_P(PlanTest, APlanThatIsNotLockedIsMovedByThoseWhoWriteIt) {
  SaveSheet("2026-03-15", 10);
  SaveBenefit(kPlan, 20);
  SaveSheet("2026-09-30", 30);
  EXPECT_EQ(Told(Load()), "2026-Q2 2026-Q3 2026-Q4");
}

TEST_P(PlanTest, APeriodBetweenPlannedOnesGoesOnFromTheOneBefore) {
  SaveBenefit("benefit_id: 'tid' plan { period: '2026-Q2' expected_value: 30 } plan { period: '2026-Q4' expected_value: 10 } plan { period: '2027' expected_value: 1 }");
  const Plan plan = Load();
  EXPECT_EQ(plan.NowAtOrBefore(At("2026-Q1")), nullptr);
  EXPECT_EQ(plan.NowAtOrBefore(At("2026-Q3"))->stated.expected_value(), 30);
  EXPECT_EQ(plan.NowAtOrBefore(At("2027-Q2"))->stated.expected_value(), 10) << "periods of its own length";
  EXPECT_EQ(plan.step(), model::v1::PERIOD_QUARTER);
}

INSTANTIATE_TEST_SUITE_P(Stores, PlanTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::benefit
