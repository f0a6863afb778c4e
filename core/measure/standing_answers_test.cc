// What stands behind a figure of facts that stand.
#include "core/measure/silence.h"
#include "core/measure/testing/standing_store_test.h"

namespace helhet::measure {
namespace {

class StandingAnswersTest : public StandingStoreTest {};

TEST_P(StandingAnswersTest, ExplainListsWhatHoldsOnTheDay) {
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

TEST_P(StandingAnswersTest, TheStatementShownGivesTheTerm) {
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

TEST_P(StandingAnswersTest, IsToldBySupplier) {
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

TEST_P(StandingAnswersTest, IsSilentByTheFactsThatHold) {
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

INSTANTIATE_TEST_SUITE_P(Stores, StandingAnswersTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
