#include "core/measure/by_supplier.h"

#include <gtest/gtest.h>

#include "core/measure/explain.h"
#include "core/measure/testing/measure_store_test.h"

namespace helhet::measure {
namespace {

constexpr int64_t kLargest = 9'223'372'036'854'775'807;

class BySupplierTest : public MeasureStoreTest {
 protected:
  BySupplierTest() {
    model::v1::Unit top;
    top.set_unit_id("top");
    model::v1::Unit school;
    school.set_unit_id("school");
    school.set_parent_id("top");
    tree_ = *model::UnitTree::Make({top, school});
    book_.Define(MeasureOf(kShare));
  }

  void Buy(const std::string& number, const std::string& name, int64_t amount_minor, const std::string& unit = "top", const std::string& currency = "NOK") {
    model::v1::Fact fact = Invoice("2023-01-01", amount_minor, currency);
    fact.mutable_invoice()->set_supplier_organisation_number(number);
    fact.mutable_invoice()->set_supplier_name(name);
    book_.Add(fact, unit);
  }

  // All pages of a term: `number name facts value`, a bar between pages.
  std::string Told(const std::string& term, int page_size, const std::string& unit = "top", const std::string& measure = "share") {
    ExplainQuery query{measure, unit, "2023", model::Organisation::kAsItWas, term, page_size, "", true};
    std::string told;
    int64_t sum = 0, suppliers = 0, total = 0, stated = 0;
    bool has_stated = false;
    do {
      const auto page = Explain(store_, tree_, query);
      EXPECT_TRUE(page.ok()) << page.status().message();
      if (!page.ok()) return told;
      EXPECT_TRUE(page->facts.empty());
      for (const SupplierBehind& one : page->by_supplier.suppliers) {
        told += one.organisation_number + " " + one.name + " " + std::to_string(one.facts) + " " + (one.value ? std::to_string(*one.value) : "?") + "\n";
        // Wraps in a test of overflow, where there is no term to compare with.
        sum = static_cast<int64_t>(static_cast<uint64_t>(sum) + static_cast<uint64_t>(one.value.value_or(0)));
        ++suppliers;
      }
      total = page->by_supplier.total;
      for (const TermExplanation& one : page->terms) {
        if (one.stated.name() != term) continue;
        has_stated = one.value.has_value();
        stated = one.value.value();
      }
      query.page_token = page->next_page_token;
      if (!query.page_token.empty()) told += "|\n";
    } while (!query.page_token.empty() && suppliers < 100);
    EXPECT_EQ(total, suppliers);
    EXPECT_TRUE(!has_stated || sum == stated) << "the suppliers come to " << sum << ", the term is " << stated;
    return told;
  }

  model::UnitTree tree_;
};

TEST_P(BySupplierTest, TellsTheLargestFirstAndPutsThoseWithoutANumberTogether) {
  Buy("911111111", "Liten", 100);
  Buy("922222222", "Ås", 3000, "school");
  Buy("922222222", "Aas", 2000);
  Buy("", "Per", 400);
  Buy("", "Kari", 50);
  Buy("933333333", "Kreditert", 70);
  Buy("933333333", "Kreditert", -90);
  Buy("922222222", "Ås", 1'000'000, "top", "EUR");
  RecomputeAll();
  EXPECT_EQ(Told("total", 10), "922222222 Ås 2 5000\n  2 450\n911111111 Liten 1 100\n933333333 Kreditert 2 -20\n");
  EXPECT_EQ(Told("total", 10, "school"), "922222222 Ås 1 3000\n");
}

TEST_P(BySupplierTest, PagesThroughEqualValuesByNumber) {
  for (const char* number : {"944444444", "911111111", "", "933333333", "922222222"}) Buy(number, "", 100);
  Buy("955555555", "", -5);
  RecomputeAll();
  EXPECT_EQ(Told("total", 2), "  1 100\n911111111  1 100\n|\n922222222  1 100\n933333333  1 100\n|\n944444444  1 100\n955555555  1 -5\n");
}

TEST_P(BySupplierTest, OrdersSumsThatFillTheWholeRange) {
  Buy("911111111", "", -kLargest);
  Buy("922222222", "", kLargest);
  Buy("933333333", "", int64_t{1} << 32);
  Buy("944444444", "", (int64_t{1} << 32) - 1);
  Buy("955555555", "", -1);
  // Two whose lower halves together make a whole upper one.
  Buy("966666666", "", (int64_t{1} << 32) - 1);
  Buy("966666666", "", 2);
  RecomputeAll();
  EXPECT_EQ(Told("total", 1), "922222222  1 9223372036854775807\n|\n966666666  2 4294967297\n|\n933333333  1 4294967296\n|\n944444444  1 4294967295\n|\n"
                              "955555555  1 -1\n|\n911111111  1 -9223372036854775807\n");
}

TEST_P(BySupplierTest, SaysThatASumIsUnknownWhenItDoesNotFit) {
  Buy("911111111", "", kLargest);
  Buy("911111111", "", 1);
  Buy("922222222", "", 7);
  RecomputeAll();
  EXPECT_EQ(Told("total", 10), "911111111  2 ?\n922222222  1 7\n");
}

TEST_P(BySupplierTest, CountsFactsAndLines) {
  book_.Define(MeasureOf(R"(measure_id: 'counts' formula: 'n + fees' currency_code: 'NOK'
      terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT filter: 'tax_exclusive_amount_minor > 10' }
      terms { name: 'fees' facts: 'invoice_line' aggregate: AGGREGATE_SUM field: 'net_amount_minor' filter: 'charge_kind = invoice_fee' })"));
  Buy("911111111", "", 100);
  Buy("911111111", "", 5);
  Buy("922222222", "", 11);
  Buy("922222222", "", 12);
  book_.Add(FactOf("invoice { issue_date: '2023-01-01' currency_code: 'NOK' supplier_organisation_number: '933333333' "
                   "lines { net_amount_minor: 3 charge_kind: CHARGE_KIND_INVOICE_FEE } lines { net_amount_minor: 9 } "
                   "lines { net_amount_minor: 2 charge_kind: CHARGE_KIND_INVOICE_FEE } }"), "top");
  RecomputeAll();
  EXPECT_EQ(Told("n", 10, "top", "counts"), "922222222  2 2\n911111111  1 1\n");
  EXPECT_EQ(Told("fees", 10, "top", "counts"), "933333333  2 5\n");
}

TEST_P(BySupplierTest, HasNobodyWhereThereIsNoFigure) {
  Buy("911111111", "", 100);
  RecomputeAll();
  EXPECT_EQ(Told("total", 10, "school"), "");
}

TEST_P(BySupplierTest, RefusesTermsThatAreNotTheSumOfSuppliersAndTokensItDidNotGive) {
  book_.Define(MeasureOf(R"(measure_id: 'other' formula: 'last' currency_code: 'NOK'
      terms { name: 'last' facts: 'invoice' aggregate: AGGREGATE_MAX field: 'tax_exclusive_amount_minor' }
      terms { name: 'people' facts: 'statistic' aggregate: AGGREGATE_COUNT })"));
  Buy("911111111", "", 100);
  book_.Add(FactOf("statistic { period_start: '2023-01-01' }"), "top");
  RecomputeAll();
  const auto reason = [&](const char* measure, const char* term, const char* token) {
    return Explain(store_, tree_, {measure, "top", "2023", model::Organisation::kAsItWas, term, 0, token, true}).status().reason();
  };
  EXPECT_EQ(reason("other", "last", ""), "term_not_by_supplier");
  EXPECT_EQ(reason("other", "people", ""), "term_not_by_supplier");
  for (const char* token : {"x", "1", "1.", "1.2", "1.x.911111111"}) EXPECT_EQ(reason("share", "total", token), "page_token_invalid") << token;
  EXPECT_EQ(reason("share", "total", "1.2.' OR 1=1"), "");
}

INSTANTIATE_TEST_SUITE_P(Stores, BySupplierTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::measure
