// What the connectors make of the generated data, with the settings of the configuration.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "connector_reader.h"
#include "inbox_reader.h"
#include "model_case.h"
#include "population.h"

namespace helhet::model_case {
namespace {

using model::v1::Fact;

// The generated data of one test program, and its connectors.
class ReadCase : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = (std::filesystem::temp_directory_path() / "model-case-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    top_ = name;
    ASSERT_TRUE(WriteModelCase({.folder = top_ / "case", .scale_percent = 5}).ok());
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(top_); }

  static std::filesystem::path Inbox(const std::string& municipality) { return top_ / "case" / municipality / "innboks"; }

  static std::vector<plugin::v1::Record> Read(const std::string& municipality, const std::string& connector_id) {
    return ReadConnector(top_ / "case", municipality, connector_id);
  }

  // The same, of which nothing may be refused or flagged.
  static std::vector<model::v1::Fact> ReadFacts(const std::string& municipality, const std::string& connector_id) {
    std::vector<model::v1::Fact> facts;
    for (const plugin::v1::Record& record : Read(municipality, connector_id)) {
      EXPECT_FALSE(record.has_refusal()) << record.locator() << ": " << record.refusal().what();
      for (const auto& flag : record.fact().flags()) ADD_FAILURE() << record.locator() << ": " << flag.rule() << ": " << flag.what();
      if (record.has_fact()) facts.push_back(record.fact());
    }
    return facts;
  }

  static inline std::filesystem::path top_;
};

TEST_F(ReadCase, EveryInvoiceIsReadWithoutAFlagAndTheStrayOnesAreRefused) {
  std::set<std::string> refused;
  int64_t amount_minor = 0;
  int claimed = 0;
  for (const plugin::v1::Record& record : Read("5037", "faktura")) {
    if (record.has_refusal()) {
      refused.insert(record.refusal().code());
      continue;
    }
    for (const auto& flag : record.fact().flags()) ADD_FAILURE() << record.locator() << ": " << flag.rule() << ": " << flag.what();
    const model::v1::Invoice& invoice = record.fact().invoice();
    if (invoice.type() == model::v1::INVOICE_TYPE_PAYMENT_REQUEST) continue;
    amount_minor += invoice.tax_exclusive_amount_minor();
    claimed += invoice.order_reference_status() == model::v1::ORDER_REFERENCE_STATUS_CLAIMED;
  }
  int64_t expected_minor = 0;
  int expected_claimed = 0;
  ReadInbox(Inbox("5037"), "", [&](const ReadDocument& document) {
    if (document.IsPaymentRequest()) return;
    expected_minor += document.IsCreditNote() ? -document.tax_exclusive_minor : document.tax_exclusive_minor;
    expected_claimed += document.ClaimsOrder();
  });
  EXPECT_EQ(amount_minor, expected_minor);
  EXPECT_EQ(claimed, expected_claimed);
  EXPECT_EQ(refused.size(), 2u);
}

TEST_F(ReadCase, FeesAndFreightAreRecognisedHoweverTheyAreWritten) {
  std::set<std::string> rules;
  int64_t fees_minor = 0;
  for (const plugin::v1::Record& record : Read("5006", "faktura")) {
    fees_minor += record.fact().invoice().invoice_fee_amount_minor();
    for (const auto& charge : record.fact().invoice().charges()) {
      EXPECT_NE(charge.charge_kind(), model::v1::CHARGE_KIND_OTHER) << charge.reason();
      rules.insert(charge.charge_rule().substr(0, 4));
    }
    for (const auto& line : record.fact().invoice().lines()) {
      const bool is_extra = line.unspsc_code().empty() && line.cpv_code().empty() && line.charge_kind() != model::v1::CHARGE_KIND_ITEM;
      if (is_extra) rules.insert("line");
    }
  }
  EXPECT_GT(fees_minor, 0);
  EXPECT_EQ(rules, (std::set<std::string>{"code", "line", "word"}));
}

TEST_F(ReadCase, DocumentsOfLevangerAreOverdueInOrderWithdrawnOrWithoutARevisionDate) {
  std::map<std::string, int> states, units;
  for (const Fact& fact : ReadFacts("5037", "dokumenter")) {
    const model::v1::ArchiveDocument& document = fact.archive_document();
    ++units[fact.unit_codes(0).code()];
    ++states[!document.withdrawn_date().empty()         ? "withdrawn"
             : document.revision_date().empty()         ? "undated"
             : document.next_revision_date().empty()    ? "without a next date"
             : document.next_revision_date() < "2024-12-31" ? "overdue"
                                                        : "in order"];
  }
  EXPECT_EQ(units, (std::map<std::string, int>{{"1100", 14}, {"1200", 14}, {"1210", 14}, {"1240", 14}, {"1300", 14}, {"1400", 14}}))
      << "the departments that are there after 2023";
  for (const char* state : {"withdrawn", "undated", "without a next date", "overdue", "in order"}) EXPECT_GT(states[state], 0) << state;
  EXPECT_GT(states["overdue"], states["in order"]) << "much is old";
}

// Invoices of one supplier under one order number: who is ordered from, and what.
using OrderKey = std::pair<std::string, std::string>;

TEST_F(ReadCase, EveryOrderThatStandsIsInvoicedAndEveryOneHasAKnownUnit) {
  std::set<OrderKey> invoiced;
  for (const plugin::v1::Record& record : Read("5037", "faktura")) {
    const model::v1::Invoice& invoice = record.fact().invoice();
    invoiced.insert({invoice.supplier_organisation_number(), invoice.order_reference()});
  }
  std::map<std::string, int> kinds;
  std::set<model::v1::OrderStatus> answers;
  for (const model::v1::Fact& fact : ReadFacts("5037", "bestillinger")) {
    if (fact.has_order()) {
      ++kinds["order"];
      EXPECT_TRUE(invoiced.contains({fact.order().supplier_organisation_number(), fact.order().number()})) << fact.order().number();
      EXPECT_EQ(fact.unit_codes(0).scheme(), "buyer_reference");
      EXPECT_GT(fact.order().tax_exclusive_amount_minor(), 0);
    }
    if (fact.order_update().status() != model::v1::ORDER_STATUS_UNSPECIFIED) answers.insert(fact.order_update().status());
    kinds["update"] += fact.has_order_update();
    kinds["receipt"] += fact.goods_receipt().evidence() == model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED;
    kinds["users"] += fact.has_statistic();
    kinds["catalogue"] += fact.has_catalogue();
  }
  EXPECT_EQ(answers, (std::set<model::v1::OrderStatus>{model::v1::ORDER_STATUS_ACCEPTED, model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES,
                                                       model::v1::ORDER_STATUS_REJECTED, model::v1::ORDER_STATUS_CANCELLED}));
  EXPECT_GT(kinds["order"], 500);
  EXPECT_NEAR(static_cast<double>(kinds["receipt"]) / kinds["order"], 0.8, 0.05);
  EXPECT_GT(kinds["update"], kinds["order"] / 5);
  EXPECT_EQ(kinds["catalogue"], 4 * 7 * 3);  // years; groups of goods in the platform; all but the fourth supplier of each
  EXPECT_EQ(kinds["users"], 4 * (3 * 7 + 6));  // quarters; addresses before and after departments were merged
}

// Together, for at this scale the least municipality orders forty times in four years.
TEST_F(ReadCase, SomeOrdersAreChangedOrCancelledAndSomeSuppliersTellWhatIsOrderedAndSent) {
  std::map<std::string, double> kinds;
  for (const Municipality& municipality : Municipalities()) {
    for (const model::v1::Fact& fact : ReadFacts(std::string(municipality.number), "bestillinger")) {
      const model::v1::OrderUpdate& update = fact.order_update();
      kinds["order"] += fact.has_order();
      kinds["agreement"] += fact.order().origin() == model::v1::ORDER_ORIGIN_ORDER_AGREEMENT;
      kinds["change"] += update.kind() == model::v1::ORDER_UPDATE_KIND_CHANGE;
      kinds["answer to change"] += !update.order_change_reference().empty();
      kinds["cancellation"] += update.kind() == model::v1::ORDER_UPDATE_KIND_CANCELLATION;
      kinds["despatch"] += fact.goods_receipt().evidence() == model::v1::GOODS_RECEIPT_EVIDENCE_DESPATCH_ADVICE;
    }
  }
  EXPECT_NEAR(kinds["change"] / kinds["order"], 0.03, 0.01);
  EXPECT_NEAR(kinds["answer to change"] / kinds["change"], 0.5, 0.2);
  EXPECT_NEAR(kinds["agreement"] / kinds["order"], 0.02, 0.01);
  EXPECT_NEAR(kinds["cancellation"] / kinds["order"], 0.01, 0.005);
  EXPECT_NEAR(kinds["despatch"] / kinds["order"], 0.15, 0.05);
}

TEST_F(ReadCase, AgreementsAreOneForEachSupplierAndTellWhoMayCallOff) {
  std::set<std::string> of_levanger;
  const std::vector<model::v1::Fact> facts = ReadFacts("5037", "avtaler");
  for (const model::v1::Fact& fact : facts) {
    const model::v1::Agreement& agreement = fact.agreement();
    EXPECT_EQ(agreement.responsible(), "Innherred Anskaffelser");
    const bool is_caller = std::count(agreement.callers().begin(), agreement.callers().end(), "5037") > 0;
    if (is_caller) of_levanger.insert(agreement.number());
  }
  EXPECT_EQ(facts.size(), 13u);  // ten agreements, three of them with two suppliers
  EXPECT_EQ(of_levanger.size(), 9u);
  EXPECT_FALSE(of_levanger.contains("IA-2021-12"));
}

TEST_F(ReadCase, LedgerAddsUpAndKnowsMostInvoicesAndWhatNoInvoiceShows) {
  std::set<OrderKey> invoices;
  for (const plugin::v1::Record& record : Read("5037", "faktura")) {
    if (!record.has_fact()) continue;
    invoices.insert({record.fact().invoice().supplier_organisation_number(), record.fact().invoice().number()});
  }
  int posted = 0;
  std::map<std::string, int> journals;
  for (const model::v1::Fact& fact : ReadFacts("5037", "regnskap")) {
    const model::v1::LedgerEntry& entry = fact.ledger_entry();
    ++journals[entry.journal_id()];
    EXPECT_EQ(fact.unit_codes_size(), 1) << entry.voucher_number();
    EXPECT_LE(entry.transaction_date(), entry.posting_date()) << entry.voucher_number();
    posted += invoices.contains({entry.supplier_organisation_number(), entry.invoice_number()});
  }
  EXPECT_EQ(posted, journals["LF"]);
  EXPECT_GT(posted, static_cast<int>(invoices.size()) * 9 / 10);
  EXPECT_LT(posted, static_cast<int>(invoices.size()));
  EXPECT_GT(journals["UB"], posted / 40);
  EXPECT_EQ(journals["LN"], 12 * (3 * 7 + 6));  // months; addresses before and after departments were merged
}

// Persons aged 80 and over by period, of history and projection.
std::map<std::string, int64_t> Aged80Plus(const std::vector<plugin::v1::Record>& records, model::v1::StatisticKind kind) {
  std::map<std::string, int64_t> persons;
  for (const plugin::v1::Record& record : records) {
    const model::v1::Statistic& cell = record.fact().statistic();
    if (cell.statistic_kind() == kind && cell.age_from() >= 80) persons[cell.period()] += cell.value_micros() / 1000000;
  }
  return persons;
}

TEST_F(ReadCase, PopulationIsHistoryAndProjectionOfTheSameUnit) {
  for (const Municipality& municipality : Municipalities()) {
    const auto records = Read(std::string(municipality.number), "ssb");
    auto history = Aged80Plus(records, model::v1::STATISTIC_KIND_HISTORY);
    auto projection = Aged80Plus(records, model::v1::STATISTIC_KIND_PROJECTION);
    EXPECT_EQ(history.size(), 26u);
    EXPECT_EQ(projection.size(), 23u);
    EXPECT_EQ(history["2000"], InhabitantsAged80Plus(municipality, 2000));
    EXPECT_EQ(projection["2046"], InhabitantsAged80Plus(municipality, 2046));
    for (const plugin::v1::Record& record : records) {
      ASSERT_EQ(record.fact().unit_codes_size(), 1) << record.natural_key();
      EXPECT_EQ(record.fact().unit_codes(0).code(), municipality.number);
      const model::v1::Statistic& cell = record.fact().statistic();
      if (cell.statistic_kind() == model::v1::STATISTIC_KIND_PROJECTION) {
        ASSERT_EQ(cell.projection_round() + " " + cell.projection_alternative(), "2024 MMMM");
      }
    }
  }
}

}  // namespace
}  // namespace helhet::model_case
