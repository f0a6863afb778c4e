// What the hub itself makes of Levanger's baseline year: read by the connectors, stored, and matched.
#include <map>
#include <set>

#include "core/match/match.h"
#include "stored_case.h"

namespace helhet::model_case {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

class MatchedCase : public StoredCase {
 protected:
  // The whole of the first read, matched once, for all tests of the suite.
  static void SetUpTestSuite() {
    const Result<configuration::Resources> config = Make(100);
    ASSERT_TRUE(config.ok()) << config.status().message();
    Save(Of<model::v1::PurchasingRules>(*config, "5037"));
    for (const auto& connector : Of<model::v1::Connector>(*config, "5037")) {
      if (connector.plugin() != "ssb") Bring(connector);
    }
    const auto counts = match::MatchFacts(*store_);
    ASSERT_TRUE(counts.ok()) << counts.status().message();
  }

  // The values of a column of purchases, and how many there are of each.
  static std::map<std::string, int64_t> Count(const std::string& column, const std::string& table = "fact_invoice") {
    std::map<std::string, int64_t> counts;
    for (const Row& row : Query("SELECT " + column + ", COUNT(*) FROM " + table + " WHERE municipality_id = $1 GROUP BY 1")) {
      counts[AsText(row[0])] = AsInteger(row[1]);
    }
    return counts;
  }
};

TEST_F(MatchedCase, VerifiedShareByAmountIsWhatIsStatedForEachUnit) {
  struct Sums {
    int64_t invoices = 0, amount_minor = 0, verified_minor = 0;
  };
  std::map<std::string, Sums> units;
  for (const Row& row : Query("SELECT k.unit_id, k.order_reference_status, k.type, COUNT(*), SUM(k.tax_exclusive_amount_minor) FROM fact_invoice k "
                              "WHERE k.municipality_id = $1 AND k.population = 'purchase' GROUP BY 1, 2, 3")) {
    Sums& unit = units[AsText(row[0]).substr(0, 1)];
    unit.amount_minor += AsInteger(row[4]);
    if (AsText(row[1]) == "verified") unit.verified_minor += AsInteger(row[4]);
    if (AsText(row[2]) != "credit_note") unit.invoices += AsInteger(row[3]);
  }
  const std::map<std::string, std::pair<int64_t, double>> stated = {
      {"a", {282, 85.29}}, {"b", {10970, 32.78}}, {"c", {1084, 36.00}}, {"d", {1747, 52.19}}};
  ASSERT_EQ(units.size(), stated.size());
  for (const auto& [unit, figures] : stated) {
    EXPECT_EQ(units[unit].invoices, figures.first) << unit;
    const double share = 100.0 * static_cast<double>(units[unit].verified_minor) / static_cast<double>(units[unit].amount_minor);
    EXPECT_NEAR(share, figures.second, 0.01) << unit;
  }
}

TEST_F(MatchedCase, EveryDocumentOfTheBaselineYearFindsItsUnit) {
  for (const Row& row : Query("SELECT scheme, code, COUNT(*) FROM waiting_code WHERE municipality_id = $1 GROUP BY 1, 2")) {
    ADD_FAILURE() << AsInteger(row[2]) << " wait for who is " << AsText(row[0]) << " " << AsText(row[1]);
  }
}

TEST_F(MatchedCase, EveryWayToStandToAnAgreementOccurs) {
  const std::map<std::string, int64_t> counts = Count("agreement_status");
  for (const char* status : {"by_reference", "by_item_group", "by_supplier", "other_supplier", "other_item_group", "no_agreement", "unknown"}) {
    EXPECT_GT(counts.contains(status) ? counts.at(status) : 0, 50) << status;
  }
}

TEST_F(MatchedCase, MostOrderedInvoicesMatchByThemselvesAndTheRestSayWhy) {
  std::map<std::string, int64_t> match = Count("order_match");
  const int64_t ordered = match["automatic"] + match["line_unknown"] + match["quantity_deviates"] + match["price_deviates"];
  EXPECT_GT(match["automatic"], ordered * 7 / 10);
  EXPECT_LT(match["automatic"], ordered * 95 / 100);
  for (const char* deviation : {"line_unknown", "quantity_deviates", "price_deviates"}) EXPECT_GT(match[deviation], ordered / 50) << deviation;
  std::map<std::string, int64_t> receipts = Count("receipt_status");
  EXPECT_GT(receipts["received"], receipts["unknown"]);
  EXPECT_GT(receipts["unknown"], receipts["short"]);
  EXPECT_GT(receipts["short"], 0);
}

// A quarter of them were changed to more than was placed, and would deviate if they were held against the order as placed.
TEST_F(MatchedCase, InvoicesAreHeldAgainstOrdersAsTheBuyerChangedThem) {
  std::map<std::string, int64_t> match;
  int64_t invoices = 0;
  for (const Row& row : Query("SELECT k.order_match, COUNT(*) FROM fact_invoice k WHERE k.municipality_id = $1 AND k.type != 'credit_note' AND "
                              "k.order_reference IN (SELECT u.order_reference FROM fact_order_update u WHERE u.municipality_id = $1 AND "
                              "u.kind = 'change') GROUP BY 1")) {
    match[AsText(row[0])] = AsInteger(row[1]);
    invoices += AsInteger(row[1]);
  }
  EXPECT_GT(invoices, 100);
  EXPECT_EQ(match["no_order"], 0);
  EXPECT_GT(match["automatic"], invoices * 7 / 10);
  EXPECT_LT(match["quantity_deviates"], invoices / 10);
}

TEST_F(MatchedCase, WhoSellsNothingIsLeftOutByReason) {
  std::map<std::string, int64_t> population = Count("population");
  // Of units a, b, c and d: a payment request for each 400 invoices and one more, an invoice from each of three bodies
  // for each 2,000 and one more, and one from the municipality itself.
  EXPECT_EQ(population["payment_request"], 1 + 28 + 3 + 5);
  EXPECT_EQ(population["non_addressable"], 3 * (1 + 6 + 1 + 1));
  EXPECT_EQ(population["internal"], 4);
}

TEST_F(MatchedCase, LedgerTellsPurchasesWithAnInvoiceFromThoseWithout) {
  std::map<std::string, int64_t> status = Count("invoice_status", "fact_ledger_entry");
  EXPECT_GT(status["invoice"], 10 * status["no_invoice"]);
  EXPECT_GT(status["no_invoice"], 300);
  EXPECT_GE(status["no_purchase"], 12 * 7) << "wages, a month and responsibility each";
}

}  // namespace
}  // namespace helhet::model_case
