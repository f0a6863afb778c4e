// Facts that stand: which periods they count in, and what a day that changes does.
#include "core/measure/stock_day.h"
#include "core/measure/testing/standing_store_test.h"

namespace helhet::measure {
namespace {

class StandingTest : public StandingStoreTest {};

TEST_P(StandingTest, AFactCountsInEachPeriodAtWhoseLastDayItHolds) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2023-01-31", "2023-03-30"), "a");
  book_.Add(Agreement("2023-02-01", "2023-03-31"), "a");
  On("2023-05-10");
  EXPECT_EQ(Valid("2022-12"), "");
  EXPECT_EQ(Valid("2023-01"), "[1] r1 +0") << "from the last day of the month on";
  EXPECT_EQ(Valid("2023-02"), "[2] r1 +0");
  EXPECT_EQ(Valid("2023-03"), "[1] r1 +0") << "one has ended the day before";
  EXPECT_EQ(Valid("2023-04"), "[0] r1 +0") << "none is valid, which is known";
  EXPECT_EQ(Valid("2023-05"), "[0] r1 +0");
  EXPECT_EQ(Valid("2023-06"), "");
}

TEST_P(StandingTest, AFactWithoutAFirstDayHasAlwaysHeldAndOneWithoutALastDayHoldsStill) {
  model::v1::Measure measure = MeasureOf(kDocuments);
  for (auto& term : *measure.mutable_terms()) term.mutable_standing()->set_as_seen(false);
  measure.set_grain(model::v1::PERIOD_YEAR);
  book_.Define(measure);
  book_.Add(Document("", ""), "a");
  On("2023-05-10");
  EXPECT_EQ(Documents("1999"), "");
  EXPECT_EQ(Documents("2000"), "[1,0,0] r1 +0");
  EXPECT_EQ(Documents("2023"), "[1,0,0] r1 +0");
}

TEST_P(StandingTest, TheRunningPeriodFollowsTheDayOnceForEachDay) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2023-01-01", "2023-05-20"), "a");
  On("2023-05-19");
  EXPECT_EQ(On("2023-05-20").written, 0);
  EXPECT_EQ(Valid("2023-05"), "[1] r1 +0");
  const Recomputed next_day = On("2023-05-21");
  EXPECT_EQ(next_day.examined, 1);
  EXPECT_EQ(Valid("2023-05"), "[0] r2 +0");
  EXPECT_EQ(On("2023-05-21").marks, 0);
  EXPECT_EQ(On("2023-05-20").marks, 0) << "a clock that was set back";
  EXPECT_EQ(Valid("2023-05"), "[0] r2 +0");
}

TEST_P(StandingTest, TheDayIsThatOfNorway) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2023-01-01", "2023-05-20"), "a");
  Checked(Recompute(store_, {At("2023-05-20", 21), "run"}));  // 23 o'clock in Norway
  EXPECT_EQ(Valid("2023-05"), "[1] r1 +0");
  Checked(Recompute(store_, {At("2023-05-20", 22), "run"}));  // midnight
  EXPECT_EQ(Valid("2023-05"), "[0] r2 +0");
}

TEST_P(StandingTest, AHubThatWasKilledBetweenTheDayAndItsFiguresComputesThemAtTheNextStart) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2023-01-01", "2023-05-20"), "a");
  On("2023-05-20");
  ASSERT_TRUE(AdvanceStockDay(store_, At("2023-05-21")).ok());
  EXPECT_EQ(Marks(), 1);
  EXPECT_EQ(Valid("2023-05"), "[1] r1 +0");
  EXPECT_EQ(On("2023-05-21").marks, 1);
  EXPECT_EQ(Valid("2023-05"), "[0] r2 +0");
}

TEST_P(StandingTest, DaysWithoutAHubAreMadeUpFor) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2022-11-01", "2023-02-20"), "a");
  book_.Add(Agreement("2022-11-01", "2023-04-29"), "b");
  On("2023-02-10");
  const Recomputed drained = Checked(Drain(store_, {At("2023-05-03"), "run"}));
  EXPECT_EQ(drained.examined, 2 * 4) << "February to May, of both units";
  EXPECT_EQ(Valid("2023-01"), "[1] r1 +0");
  EXPECT_EQ(Valid("2023-02"), "[0] r2 +0") << "as on its last day";
  EXPECT_EQ(Valid("2023-03", "b"), "[1] r1 +0");
  EXPECT_EQ(Valid("2023-04", "b"), "[0] r1 +0");
  EXPECT_EQ(Valid("2023-05", "b"), "[0] r1 +0");
}

TEST_P(StandingTest, APeriodThatHasPassedStandsAsItWasSeen) {
  book_.Define(MeasureOf(kDocuments));
  const int64_t document = book_.Add(Document("2022-02-20", "2023-02-20"), "a");
  On("2023-02-10");
  EXPECT_EQ(Documents("2023-01"), "") << "nobody saw it";
  EXPECT_EQ(Documents("2023-02"), "[1,0,355] r1 +0");
  On("2023-03-05");
  EXPECT_EQ(Documents("2023-02"), "[1,0,355] r1 +0") << "it was stale by the end of the month, when there was no hub to see it";
  EXPECT_EQ(Documents("2023-03"), "[1,1,378] r1 +0");
  book_.Remove(document);
  book_.Add(Document("2023-03-05", "2024-03-05"), "a");
  On("2023-03-06");
  EXPECT_EQ(Documents("2023-02"), "[1,0,355] r1 +0");
  EXPECT_EQ(Documents("2023-03"), "[1,0,1] r2 +0");
  EXPECT_EQ(Explained("documents", "2023-03", "all").total_facts, 1);
  const Explanation past = Explained("documents", "2023-02", "all");
  EXPECT_TRUE(past.figure.is_past_as_seen);
  EXPECT_EQ(past.figure.observation.terms(0).value(), 1);
  EXPECT_EQ(past.total_facts, 0) << "what was behind it is not known any more";
}

TEST_P(StandingTest, AChangedDefinitionSeesFromNowOnAndKeepsWhatWasSeenAsObservations) {
  model::v1::Measure measure = MeasureOf(kDocuments);
  book_.Define(measure);
  book_.Add(Document("2022-02-20", "2023-02-20"), "a");
  On("2023-02-10");
  measure.set_title("Dokumenter");
  book_.Define(measure);
  On("2023-03-05");
  EXPECT_EQ(Documents("2023-02"), "[1,0,355] r1 +0") << "words change no figure";
  measure.mutable_terms(1)->set_filter("next_revision_date < day-30");
  book_.Define(measure);
  On("2023-03-05");
  EXPECT_EQ(Documents("2023-02"), "");
  EXPECT_EQ(Documents("2023-03"), "[1,0,378] r1 +0");
  EXPECT_EQ(book_.Number("SELECT COUNT(*) FROM observation WHERE municipality_id = $1 AND generation = 1"), 2);
}

TEST_P(StandingTest, AgesCountLeapDaysAndPassOverWhatIsNoDay) {
  book_.Define(MeasureOf(kDocuments));
  book_.Add(Document("2024-02-29", ""), "a");
  On("2024-03-01");
  EXPECT_EQ(Documents("2024-03"), "[1,0,1] r1 +0");
  On("2025-02-28");
  EXPECT_EQ(Documents("2025-02"), "[1,0,365] r1 +0");
  On("2025-03-01");
  EXPECT_EQ(Documents("2025-03"), "[1,0,366] r1 +0");
  for (const char* text : {"", "2023-02-29", "2025-00-10", "2025-02-31", "28.02.2025", "2025-2-28", "now", "0925-02-28"}) book_.Add(Document(text, ""), "a");
  book_.Add(Document("2025-03-04", ""), "a");  // in three days
  On("2025-03-01");
  EXPECT_EQ(Documents("2025-03"), "[10,0,363] r2 +0");
}

TEST_P(StandingTest, AFactThatMovesLeavesItsUnitInAllPeriods) {
  book_.Define(MeasureOf(kValid));
  const int64_t agreement = book_.Add(Agreement("2023-02-01", ""), "a");
  On("2023-04-10");
  book_.Remove(agreement);
  book_.Add(Agreement("2023-02-01", ""), "b");
  On("2023-04-10");
  for (const char* period : {"2023-02", "2023-03", "2023-04"}) {
    EXPECT_EQ(Valid(period), "[] r2 +0") << period;
    EXPECT_EQ(Valid(period, "b"), "[1] r1 +0") << period;
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, StandingTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
