#include "core/measure/explain.h"

#include <gtest/gtest.h>

#include "core/measure/testing/measure_store_test.h"

namespace helhet::measure {
namespace {

class ExplainTest : public MeasureStoreTest {
 protected:
  ExplainTest() {
    model::v1::Unit top;
    top.set_unit_id("top");
    model::v1::Unit school;
    school.set_unit_id("school");
    school.set_parent_id("top");
    tree_ = *model::UnitTree::Make({top, school});
  }
  Explanation Explained(const ExplainQuery& query) {
    auto explanation = Explain(store_, tree_, query);
    EXPECT_TRUE(explanation.ok()) << explanation.status().message();
    return explanation.ok() ? *std::move(explanation) : Explanation();
  }

  model::UnitTree tree_;
};

TEST_P(ExplainTest, OpensAFigureDownToItsRecords) {
  book_.Define(MeasureOf(kShare));
  const int64_t first = book_.Add(Invoice("2023-01-01", 100, "NOK", true), "school");
  book_.Add(Invoice("2023-02-01", 300), "top");
  book_.Add(Invoice("2023-02-01", 300, "EUR"), "top");
  book_.Add(Invoice("2024-02-01", 300), "top");
  RecomputeAll();
  const Explanation explanation = Explained({"share", "top", "2023", model::Organisation::kAsItWas, "total"});
  EXPECT_EQ(explanation.figure.observation.value(), 25.0);
  ASSERT_EQ(explanation.terms.size(), 2u);
  EXPECT_EQ(explanation.terms[0].value.value(), 100);
  EXPECT_EQ(explanation.terms[1].value.value(), 400);
  ASSERT_EQ(explanation.facts.size(), 2u);
  const FactBehind& fact = explanation.facts[0];
  EXPECT_EQ(fact.fact_id, first);
  EXPECT_EQ(fact.unit_id, "school");
  EXPECT_EQ(fact.month, "2023-01");
  EXPECT_EQ(fact.value, "100");
  EXPECT_EQ(fact.connector_id, "ehf");
  EXPECT_EQ(fact.locator, "file 1");
  EXPECT_EQ(fact.run_id, "run-1");
  EXPECT_EQ(fact.raw_sha256, "ab01");
  EXPECT_EQ(explanation.next_page_token, "");
  EXPECT_EQ(Explained({"share", "top", "2023", model::Organisation::kAsItWas, "with_order"}).facts.size(), 1u);
}

TEST_P(ExplainTest, TheStatementShownGivesTheTerm) {
  model::v1::Measure measure = MeasureOf(kShare);
  measure.mutable_terms(1)->set_filter("supplier_name != \"O'Hara $2\"");
  book_.Define(measure);
  book_.Add(Invoice("2023-01-01", 100), "school");
  model::v1::Fact other = Invoice("2023-01-01", 7);
  other.mutable_invoice()->set_supplier_name("O'Hara $2");
  book_.Add(other, "school");
  RecomputeAll();
  const Explanation explanation = Explained({"share", "top", "2023"});
  EXPECT_EQ(explanation.terms[1].sql,
            "SELECT SUM(f.\"tax_exclusive_amount_minor\") FROM fact_invoice f WHERE f.municipality_id = '5037' AND f.counted = 1 AND "
            "f.unit_id IN ('top', 'school') AND f.month >= '2023-01' AND f.month <= '2023-12' AND "
            "f.\"supplier_name\" <> 'O''Hara $2' AND f.\"currency_code\" = 'NOK'");
  EXPECT_EQ(RunShown(explanation.terms[1].sql), 100);
  EXPECT_TRUE(explanation.facts.empty()) << "no term was asked for";
}

TEST_P(ExplainTest, PagesThroughLines) {
  book_.Define(MeasureOf(R"(measure_id: 'share' formula: 'fees' currency_code: 'NOK'
      terms { name: 'fees' facts: 'invoice_line' aggregate: AGGREGATE_SUM field: 'net_amount_minor' filter: 'charge_kind = invoice_fee' })"));
  for (int i = 0; i < 3; ++i) {
    book_.Add(FactOf("invoice { issue_date: '2023-01-01' currency_code: 'NOK' lines { net_amount_minor: 1 charge_kind: CHARGE_KIND_INVOICE_FEE } "
                     "lines { net_amount_minor: 9 } lines { net_amount_minor: 2 charge_kind: CHARGE_KIND_INVOICE_FEE } }"), "school");
  }
  RecomputeAll();
  std::vector<std::string> seen;
  ExplainQuery query{"share", "school", "2023-01", model::Organisation::kAsItWas, "fees", 4};
  int pages = 0;
  do {
    const Explanation page = Explained(query);
    for (const FactBehind& fact : page.facts) seen.push_back(std::to_string(fact.fact_id) + "." + std::to_string(fact.line_no) + "=" + fact.value);
    query.page_token = page.next_page_token;
    ++pages;
  } while (!query.page_token.empty() && pages < 10);
  EXPECT_EQ(pages, 2);
  EXPECT_EQ(seen, (std::vector<std::string>{"1.0=1", "1.2=2", "2.0=1", "2.2=2", "3.0=1", "3.2=2"}));
}

TEST_P(ExplainTest, AStockIsExplainedWhereItIsRead) {
  book_.Define(MeasureOf(R"(measure_id: 'share' formula: 'n' kind: MEASURE_KIND_STOCK
      terms { name: 'n' facts: 'statistic' aggregate: AGGREGATE_COUNT })"));
  book_.Add(FactOf("statistic { period_start: '2023-01-01' }"), "school");
  book_.Add(FactOf("statistic { period_start: '2023-04-01' }"), "school");
  RecomputeAll();
  const Explanation explanation = Explained({"share", "school", "2023", model::Organisation::kAsItWas, "n"});
  ASSERT_EQ(explanation.facts.size(), 1u);
  EXPECT_EQ(explanation.facts[0].month, "2023-04");
}

TEST_P(ExplainTest, RefusesTermsAndTokensItDoesNotKnow) {
  book_.Define(MeasureOf(kShare));
  RecomputeAll();
  EXPECT_EQ(Explain(store_, tree_, {"share", "top", "2023", model::Organisation::kAsItWas, "x"}).status().reason(), "term_not_found");
  for (const char* token : {"x", "1", "1.", "1.x", "1.2 OR 1=1"}) {
    EXPECT_EQ(Explain(store_, tree_, {"share", "top", "2023", model::Organisation::kAsItWas, "total", 0, token}).status().reason(),
              "page_token_invalid") << token;
  }
  EXPECT_EQ(Explain(store_, tree_, {"none", "top", "2023"}).status().code(), StatusCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(Stores, ExplainTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
