#include "core/measure/recompute.h"

#include <gtest/gtest.h>

#include <thread>

#include "core/measure/limits.h"
#include "core/measure/marks.h"
#include "core/measure/testing/measure_store_test.h"

namespace helhet::measure {
namespace {

class RecomputeTest : public MeasureStoreTest {};

TEST_P(RecomputeTest, ComputesCellsWhereThereAreFacts) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300, "NOK", true), "a");
  book_.Add(Invoice("2023-04-30", 700), "a");
  book_.Add(Invoice("2023-05-01", 50), "a");
  book_.Add(Invoice("2023-04-01", 9), "");
  const Recomputed recomputed = RecomputeAll();
  EXPECT_EQ(recomputed.written, 2);
  EXPECT_EQ(Cell("a", "2023-04"), "[300,1000] r1 +0");
  EXPECT_EQ(Cell("a", "2023-05"), "[0,50] r1 +0");
  EXPECT_EQ(Cell("a", "2023-06"), "");
  EXPECT_EQ(Cell("", "2023-04"), "");
  EXPECT_EQ(Marks(), 0);
}

TEST_P(RecomputeTest, WritesNothingWhenNothingChanged) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  RecomputeAll();
  const Recomputed again = RecomputeAll();
  EXPECT_EQ(again.examined, 0);
  EXPECT_EQ(again.written, 0);
  // A mark without a change: the cell is looked at and left alone.
  book_.Remove(book_.Add(Invoice("2023-04-02", 5), "a"));
  const Recomputed drained = DrainAll();
  EXPECT_EQ(drained.marks, 1);
  EXPECT_EQ(drained.examined, 1);
  EXPECT_EQ(drained.written, 0);
  EXPECT_EQ(Observations(), 1);
}

TEST_P(RecomputeTest, EveryChangeIsARevision) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  RecomputeAll();
  book_.Add(Invoice("2023-04-02", 5), "a");
  EXPECT_EQ(DrainAll().written, 1);
  EXPECT_EQ(Cell("a", "2023-04"), "[0,305] r2 +0");
  EXPECT_EQ(book_.Number("SELECT COUNT(*) FROM observation WHERE municipality_id = $1 AND terms = '[0,300]' AND revision = 1 AND run_id = 'run-1'"), 1);
  EXPECT_EQ(book_.Number("SELECT COUNT(*) FROM observation WHERE municipality_id = $1 AND terms = '[0,305]' AND revision = 2 AND run_id = 'run-2'"), 1);
}

TEST_P(RecomputeTest, CellWhoseFactsAreGoneSaysSo) {
  book_.Define(MeasureOf(kShare));
  const int64_t fact = book_.Add(Invoice("2023-04-01", 300), "a");
  RecomputeAll();
  book_.Remove(fact);
  EXPECT_EQ(DrainAll().written, 1);
  EXPECT_EQ(Cell("a", "2023-04"), "[] r2 +0");
  book_.Add(Invoice("2023-04-01", 300), "a");
  DrainAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[0,300] r3 +0");
}

TEST_P(RecomputeTest, FactsThatAnotherConnectorCountsAreLeftOut) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  book_.Add(Invoice("2023-04-01", 300), "a", false);
  book_.Add(Invoice("2023-05-01", 300), "a", false);
  RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[0,300] r1 +0");
  EXPECT_EQ(Cell("a", "2023-05"), "") << "a copy alone is no fact";
}

TEST_P(RecomputeTest, OtherCurrenciesAreCountedAndNeverAdded) {
  book_.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  book_.Add(Invoice("2023-04-02", 1000, "EUR", true), "a");
  book_.Add(Invoice("2023-04-03", 1000, ""), "a");
  RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[0,300] r1 +2");
}

TEST_P(RecomputeTest, AFactInAnotherCurrencyIsOneFactHoweverManyLinesItHas) {
  book_.Define(MeasureOf(R"(
      measure_id: 'share' formula: 'fees + net' currency_code: 'NOK'
      terms { name: 'fees' facts: 'invoice_line' aggregate: AGGREGATE_SUM field: 'net_amount_minor' filter: 'charge_kind = invoice_fee' }
      terms { name: 'net' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor' filter: 'number = "x"' })"));
  const std::string fee = "lines { charge_kind: CHARGE_KIND_INVOICE_FEE net_amount_minor: 7 } ";
  book_.Add(FactOf("invoice { issue_date: '2023-04-01' currency_code: 'EUR' number: 'x' " + fee + fee + "}"), "a");
  book_.Add(FactOf("invoice { issue_date: '2023-04-01' currency_code: 'EUR' number: 'y' " + fee + fee + "}"), "a");
  book_.Add(FactOf("invoice { issue_date: '2023-04-01' currency_code: 'EUR' number: 'z' }"), "a");
  book_.Add(FactOf("invoice { issue_date: '2023-04-01' currency_code: 'NOK' number: 'z' " + fee + fee + "}"), "a");
  RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[14,0] r1 +2") << "x and y would have been taken, z not";
}

TEST_P(RecomputeTest, UnknownAddendMakesASumUnknown) {
  book_.Define(MeasureOf(R"(measure_id: 'share' formula: 'q'
      terms { name: 'q' facts: 'invoice_line' aggregate: AGGREGATE_SUM field: 'quantity_micros' }
      terms { name: 'known' facts: 'invoice_line' aggregate: AGGREGATE_SUM field: 'quantity_micros' filter: 'quantity_micros:*' }
      terms { name: 'least' facts: 'invoice_line' aggregate: AGGREGATE_MIN field: 'quantity_micros' }
      terms { name: 'not_five' facts: 'invoice_line' aggregate: AGGREGATE_COUNT filter: 'quantity_micros != 5' }
      terms { name: 'but_five' facts: 'invoice_line' aggregate: AGGREGATE_COUNT filter: 'NOT quantity_micros = 5' }
      terms { name: 'values' facts: 'invoice_line' aggregate: AGGREGATE_DISTINCT field: 'quantity_micros' })"));
  book_.Add(FactOf("invoice { issue_date: '2023-04-01' lines { quantity_micros: 5 } lines { quantity_micros: 0 } lines {} }"), "a");
  book_.Add(FactOf("invoice { issue_date: '2023-05-01' lines {} }"), "a");
  book_.Add(FactOf("invoice { issue_date: '2023-06-01' }"), "a");
  RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[null,5,0,1,2,2] r1 +0");
  EXPECT_EQ(Cell("a", "2023-05"), "[null,0,null,0,1,0] r1 +0");
  EXPECT_EQ(Cell("a", "2023-06"), "[0,0,null,0,0,0] r1 +0") << "an invoice without lines is a fact all the same";
}

TEST_P(RecomputeTest, SumBeyond64BitsIsToldAndTheOthersGoOn) {
  book_.Define(MeasureOf(kShare));
  for (const int64_t amount : {INT64_MAX, int64_t{1}}) book_.Add(Invoice("2023-04-01", amount), "a");
  for (const int64_t amount : {INT64_MIN, int64_t{-1}}) book_.Add(Invoice("2023-05-01", amount), "a");
  for (const int64_t amount : {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN, int64_t{2}}) book_.Add(Invoice("2023-06-01", amount), "a");
  book_.Add(Invoice("2023-04-01", 5), "b");
  const Recomputed recomputed = RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[0,null] r1 +0");
  EXPECT_EQ(Cell("a", "2023-05"), "[0,null] r1 +0");
  EXPECT_EQ(Cell("a", "2023-06"), "[0,0] r1 +0");
  EXPECT_EQ(Cell("b", "2023-04"), "[0,5] r1 +0");
  ASSERT_GE(recomputed.problems.size(), 2u);
  EXPECT_EQ(recomputed.problems[0].code(), StatusCode::kOutOfRange);
  EXPECT_EQ(recomputed.problems[0].message(), "measure 'share': term 'total' of unit a in 2023-04: the sum does not fit in 64 bits");
}

TEST_P(RecomputeTest, LongerGrainsTakeAllTheirMonths) {
  model::v1::Measure measure = MeasureOf(kShare);
  measure.set_grain(model::v1::PERIOD_TERTIAL);
  book_.Define(measure);
  book_.Add(Invoice("2023-04-30", 300), "a");
  RecomputeAll();
  book_.Add(Invoice("2023-01-01", 5), "a");
  book_.Add(Invoice("2023-05-01", 7), "a");
  DrainAll();
  EXPECT_EQ(Cell("a", "2023-T1"), "[0,305] r2 +0");
  EXPECT_EQ(Cell("a", "2023-T2"), "[0,7] r1 +0");
}

TEST_P(RecomputeTest, MeasuresTakeOnlyMarksOfTheirKinds) {
  book_.Define(MeasureOf(kShare));
  book_.Define(MeasureOf("measure_id: 'orders' formula: 'n' terms { name: 'n' facts: 'order' aggregate: AGGREGATE_COUNT }"));
  RecomputeAll();
  book_.Add(FactOf("order { issue_date: '2023-04-01' }"), "a");
  EXPECT_EQ(DrainAll().examined, 1);
  EXPECT_EQ(Cell("a", "2023-04", "orders"), "[1] r1 +0");
  EXPECT_EQ(Cell("a", "2023-04"), "");
}

TEST_P(RecomputeTest, MarkWithChangedSequenceSurvives) {
  book_.Add(Invoice("2023-04-01", 300), "a");
  const auto marks = ReadMarks(store_, 10);
  ASSERT_TRUE(marks.ok());
  ASSERT_EQ(marks->size(), 1u);
  book_.Add(Invoice("2023-04-02", 300), "a");  // comes between
  ASSERT_TRUE(DeleteMarks(store_, *marks).ok());
  EXPECT_EQ(Marks(), 1);
  ASSERT_TRUE(DeleteMarks(store_, *ReadMarks(store_, 10)).ok());
  EXPECT_EQ(Marks(), 0);
}

TEST_P(RecomputeTest, MarksOfWaitingAndUndatedFactsAreTaken) {
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  book_.Add(Invoice("2023-04-01", 300), "");
  book_.Add(Invoice("", 300), "a");
  const Recomputed drained = DrainAll();
  EXPECT_EQ(drained.marks, 2);
  EXPECT_EQ(drained.examined, 0);
  EXPECT_EQ(Marks(), 0);
}

TEST_P(RecomputeTest, DrainsMoreMarksThanATransactionTakes) {
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  std::vector<std::pair<model::v1::Fact, std::string>> facts;
  const int count = static_cast<int>(limits::kChunkCells) + 44;
  for (int i = 0; i < count; ++i) facts.emplace_back(Invoice("2023-04-01", i), "unit" + std::to_string(i));
  book_.AddAll(facts);
  EXPECT_EQ(DrainAll().written, count);
  EXPECT_EQ(Marks(), 0);
}

TEST_P(RecomputeTest, TwoAtOnceWriteEachCellOnce) {
  std::vector<std::pair<model::v1::Fact, std::string>> facts;
  const int count = 2 * static_cast<int>(limits::kChunkCells);
  for (int i = 0; i < count; ++i) facts.emplace_back(Invoice("2023-04-01", i), "unit" + std::to_string(i));
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  book_.AddAll(facts);
  const auto hub = [&](Result<Recomputed>& result) {
    const auto connection = database_.Connect();
    store::TenantStore store(*connection, "5037");
    result = Drain(store, {1, "run"});
  };
  Result<Recomputed> one = Recomputed();
  Result<Recomputed> other = Recomputed();
  std::thread beside([&] { hub(one); });
  hub(other);
  beside.join();
  EXPECT_EQ(Checked(one).written + Checked(other).written, count);
  EXPECT_EQ(Observations(), count);
  EXPECT_EQ(Marks(), 0);
}

TEST_P(RecomputeTest, KeepsMunicipalitiesApart) {
  store::TenantStore verdal(*connection_, "5038");
  FactBook theirs(verdal);
  book_.Define(MeasureOf(kShare));
  theirs.Define(MeasureOf(kShare));
  book_.Add(Invoice("2023-04-01", 300), "a");
  theirs.Add(Invoice("2023-04-01", 5), "a");
  RecomputeAll();
  EXPECT_EQ(Cell("a", "2023-04"), "[0,300] r1 +0");
  EXPECT_EQ(theirs.Number("SELECT COUNT(*) FROM dirty WHERE municipality_id = $1"), 1);
  EXPECT_EQ(theirs.Number("SELECT COUNT(*) FROM cell WHERE municipality_id = $1"), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, RecomputeTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
