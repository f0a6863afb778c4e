// Facts that stand: which periods they count in, what a day that changes does, and what it costs.
#include <gtest/gtest.h>

#include "core/measure/explain.h"
#include "core/measure/limits.h"
#include "core/measure/silence.h"
#include "core/measure/stock_day.h"
#include "core/measure/testing/measure_store_test.h"
#include "core/measure/touched_cells.h"
#include "core/model/calendar.h"

namespace helhet::measure {
namespace {

constexpr char kValid[] = R"(
  measure_id: 'valid' formula: 'n' kind: MEASURE_KIND_STOCK
  terms { name: 'n' facts: 'agreement' aggregate: AGGREGATE_COUNT standing { from_field: 'valid_from' until_field: 'valid_to' } })";

// Documents in force, those that should have been revised, and the age of those that were ever.
constexpr char kDocuments[] = R"(
  measure_id: 'documents' formula: 'stale' kind: MEASURE_KIND_STOCK
  terms { name: 'all' facts: 'archive_document' aggregate: AGGREGATE_COUNT standing { from_field: 'published_date' until_field: 'withdrawn_date' as_seen: true } }
  terms { name: 'stale' facts: 'archive_document' aggregate: AGGREGATE_COUNT filter: 'next_revision_date:* AND next_revision_date < day'
          standing { from_field: 'published_date' until_field: 'withdrawn_date' as_seen: true } }
  terms { name: 'age' facts: 'archive_document' aggregate: AGGREGATE_SUM_OF_AGE_DAYS field: 'revision_date'
          standing { from_field: 'published_date' until_field: 'withdrawn_date' as_seen: true } })";

model::v1::Fact Agreement(const std::string& from, const std::string& to) {
  return FactOf("agreement { valid_from: '" + from + "' valid_to: '" + to + "' }");
}

model::v1::Fact Document(const std::string& revised, const std::string& next, const std::string& withdrawn = "") {
  return FactOf("archive_document { revision_date: '" + revised + "' next_revision_date: '" + next + "' withdrawn_date: '" + withdrawn + "' }");
}

int64_t At(const std::string& day, int hour = 12) {
  return (int64_t{*model::DaysBetween("1970-01-01", day)} * 24 + hour) * 3'600'000'000;
}

class StandingTest : public MeasureStoreTest {
 protected:
  Recomputed On(const std::string& day) { return Checked(Recompute(store_, {At(day), "run"})); }
  std::string Valid(const std::string& period, const std::string& unit = "a") { return Cell(unit, period, "valid"); }
  std::string Documents(const std::string& period) { return Cell("a", period, "documents"); }

  Explanation Explained(const std::string& measure, const std::string& period, const std::string& term) {
    model::v1::Unit unit;
    unit.set_unit_id("a");
    ExplainQuery query;
    query.measure_id = measure;
    query.unit_id = "a";
    query.period = period;
    query.term = term;
    auto explanation = Explain(store_, *model::UnitTree::Make({unit}), query);
    EXPECT_TRUE(explanation.ok()) << explanation.status().message();
    return *explanation;
  }
};

TEST_P(StandingTest, AFactCountsInEachPeriodAtWhoseLastDayItHolds) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2023-01-31", "2023-03-30"), "a");
  book_.Add(Agreement("2023-02-01", "2023-03-31"), "a");
  On("2023-05-10");
  EXPECT_EQ(Valid("2022-12"), "");
  EXPECT_EQ(Valid("2023-01"), "[1] r1 +0") << "from the last day of the month on";
  EXPECT_EQ(Valid("2023-02"), "[2] r1 +0");
  EXPECT_EQ(Valid("2023-03"), "[1] r1 +0") << "to the last day but one";
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

TEST_P(StandingTest, ADayConcernsNoUnitsButThoseOfStandingKinds) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-05-01", 100), "a");
  book_.Add(Agreement("2023-01-01", ""), "a");
  On("2023-05-20");
  EXPECT_EQ(On("2023-05-21").marks, 0) << "no measure stands";
  book_.Define(MeasureOf(kValid));
  On("2023-05-21");
  EXPECT_EQ(On("2023-05-22").marks, 1) << "invoices happen, and are not looked at anew";
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

TEST_P(StandingTest, ManyFactsOfOneRunCostThePeriodsOfTheirUnitOnce) {
  book_.Define(MeasureOf(kValid));
  On("2023-11-14");
  std::vector<std::pair<model::v1::Fact, std::string>> agreements;
  for (int i = 0; i < 1000; ++i) {
    const std::string month = std::to_string(1 + i % 12);
    agreements.emplace_back(Agreement(std::to_string(2019 + i % 4) + (month.size() < 2 ? "-0" : "-") + month + "-15", ""), "a");
  }
  book_.AddAll(agreements);
  EXPECT_EQ(On("2023-11-14").examined, 59) << "2019-01 to 2023-11";
  EXPECT_EQ(Valid("2023-11"), "[1000] r1 +0");
  book_.Add(Agreement("2023-09-02", ""), "a");
  EXPECT_EQ(On("2023-11-14").examined, 3) << "September to November";
}

TEST_P(StandingTest, ATransactionHoldsABoundedNumberOfCells) {
  book_.Define(MeasureOf(kValid));
  On("2023-11-14");
  std::vector<std::pair<model::v1::Fact, std::string>> agreements;
  for (int i = 0; i < 12; ++i) agreements.emplace_back(Agreement("2019-01-15", ""), "unit-" + std::to_string(i));
  book_.AddAll(agreements);
  EXPECT_EQ(On("2023-11-14").examined, 12 * 59);
  EXPECT_EQ(Valid("2023-11", "unit-11"), "[1] r1 +0");
}

TEST_P(StandingTest, WhatIsSeenCostsOneCellForEachUnit) {
  book_.Define(MeasureOf(kDocuments));
  On("2023-11-14");
  for (const char* revised : {"2003-01-01", "2013-01-01", "", "2023-01-01"}) book_.Add(Document(revised, ""), "a");
  EXPECT_EQ(On("2023-11-14").examined, 1);
  EXPECT_EQ(On("2023-11-15").examined, 1);
}

TEST_P(StandingTest, AGenerationThatWasBegunOnAnotherDayIsOfToday) {
  for (int i = 0; i < 5; ++i) book_.Add(Agreement("2019-01-01", "2023-12-05"), "unit-" + std::to_string(i));
  Checked(Drain(store_, {At("2023-11-14"), "run"}));
  book_.Define(MeasureOf(kValid));
  std::vector<Status> problems;
  ASSERT_TRUE(Redefine(store_, problems).ok());
  DefinitionCache definitions;
  Recomputed built;
  ASSERT_TRUE(*BuildChunk(store_, {At("2023-11-14"), "run"}, definitions, built));
  EXPECT_EQ(built.examined, static_cast<int64_t>(limits::kChunkCells));
  On("2023-12-24");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(Valid("2023-11", "unit-" + std::to_string(i)).substr(0, 3), "[1]");
    EXPECT_EQ(Valid("2023-12", "unit-" + std::to_string(i)).substr(0, 3), "[0]");
  }
}

TEST_P(StandingTest, ExplainListsWhatHoldsOnTheDay) {
  book_.Define(MeasureOf(kValid));
  book_.Add(Agreement("2023-01-01", "2023-03-30"), "a");
  const int64_t second = book_.Add(Agreement("2023-02-01", "2023-12-31"), "a");
  On("2023-11-14");
  EXPECT_EQ(Explained("valid", "2023-02", "n").total_facts, 2);
  const Explanation march = Explained("valid", "2023-03", "n");
  ASSERT_EQ(march.facts.size(), 1u);
  EXPECT_EQ(march.facts[0].fact_id, second);
  const Explanation year = Explained("valid", "2023", "n");
  EXPECT_EQ(year.figure.read_at, "2023-11");
  EXPECT_EQ(year.total_facts, 1);
  EXPECT_EQ(year.figure.observation.value(), 1.0);
}

TEST_P(StandingTest, TheStatementShownGivesTheTerm) {
  book_.Define(MeasureOf(kDocuments));
  book_.Add(Document("2023-11-04", "2023-11-14", "2023-11-14"), "a");
  book_.Add(Document("2022-11-14", "2023-11-13"), "a");
  On("2023-11-14");
  const Explanation explanation = Explained("documents", "2023-11", "age");
  ASSERT_EQ(explanation.terms.size(), 3u);
  for (const TermExplanation& term : explanation.terms) EXPECT_EQ(RunShown(term.sql), term.value.value()) << term.sql;
  EXPECT_EQ(explanation.terms[2].value.value(), 10 + 365);
  ASSERT_EQ(explanation.facts.size(), 2u);
  EXPECT_EQ(explanation.facts[0].value, "10");
  EXPECT_EQ(explanation.facts[1].value, "365");
}

TEST_P(StandingTest, IsToldBySupplier) {
  book_.Define(MeasureOf(kValid));
  for (const char* supplier : {"911111111", "922222222", "911111111"}) {
    model::v1::Fact agreement = Agreement("2023-01-01", supplier[1] == '1' ? "" : "2023-03-30");
    agreement.mutable_agreement()->set_supplier_organisation_number(supplier);
    book_.Add(agreement, "a");
  }
  On("2023-11-14");
  ExplainQuery query{"valid", "a", "2023-03", model::Organisation::kAsItWas, "n"};
  query.by_supplier = true;
  model::v1::Unit unit;
  unit.set_unit_id("a");
  const auto explanation = Explain(store_, *model::UnitTree::Make({unit}), query);
  ASSERT_TRUE(explanation.ok()) << explanation.status().message();
  ASSERT_EQ(explanation->by_supplier.suppliers.size(), 1u) << "the agreement of the other has ended";
  EXPECT_EQ(explanation->by_supplier.suppliers[0].value, 2);
}

TEST_P(StandingTest, IsSilentByTheFactsThatHold) {
  model::v1::Measure measure = MeasureOf(kValid);
  measure.set_silent_after_days(30);
  book_.Define(measure);
  ASSERT_TRUE(store_.InsertRows({"run", {"run_id", "connector_id", "trigger_kind", "state", "started_us", "finished_us", "batches", "records_read",
                                         "inserted", "changed", "deleted", "unchanged", "refused", "waiting", "flagged", "recomputed", "problem_code",
                                         "problem_class", "problem_setting", "problem_what", "problem_remedy"}},
                                {{"run-1", "register", "schedule", "done", At("2023-11-01"), int64_t{0}, int64_t{0}, int64_t{0}, int64_t{0}, int64_t{0},
                                  int64_t{0}, int64_t{0}, int64_t{0}, int64_t{0}, int64_t{0}, int64_t{0}, "", "", "", "", ""}}).ok());
  book_.Add(Agreement("2023-01-01", "2023-11-20"), "a");
  On("2023-11-14");
  EXPECT_EQ(LoadSilence(store_, measure, At("2023-11-14"))->heard_us, At("2023-11-01"));
  On("2023-11-21");
  EXPECT_EQ(LoadSilence(store_, measure, At("2023-11-21"))->heard_us, 0) << "it holds no longer";
}

TEST(TouchedCellsTest, MarksOfOneUnitStayTogetherAndNoMoreAreTakenThanFit) {
  const auto definition = std::make_shared<const Definition>(*Definition::Compile(MeasureOf(kValid)));
  std::vector<Mark> marks;
  for (const char* unit : {"a", "b", "c", "d", "e", "f"}) {
    for (const char* month : {"2019-01", "2019-02", "2023-11"}) marks.push_back({"agreement", unit, month, 1});
  }
  EXPECT_EQ(MarksThatFit(marks, {definition}, "2023-11-14"), 4u * 3) << "59 months of each unit";
  EXPECT_EQ(MarksThatFit(marks, {definition}, "2019-02-10"), marks.size());
  EXPECT_EQ(MarksThatFit({marks[0]}, {definition}, "2099-01-01"), 1u) << "one unit is taken however much it has";
  EXPECT_EQ(MarksThatFit(marks, {}, "2023-11-14"), marks.size());
}

INSTANTIATE_TEST_SUITE_P(Stores, StandingTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
