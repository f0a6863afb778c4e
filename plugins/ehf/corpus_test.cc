// Reads every published sample, in place, and holds what comes against what another XML library finds with
// plain paths.
#include <cmath>
#include <map>

#include "helhet/testing/corpus_place.h"
#include "helhet/testing/fake_host.h"
#include "helhet/testing/xml_sample.h"
#include "test_document.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ehf {
namespace {

namespace fs = std::filesystem;
using Sample = testing::XmlSample;

class CorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    corpus_ = testing::CorpusPlace("ehf");
    if (!corpus_) GTEST_SKIP() << testing::kNoCorpus;
    testing::FakeHost host;
    testing::ConnectorDriver ehf(helhet_plugin_entry(), host);
    ASSERT_TRUE(ehf.Configure("{\"folder\": \"" + (*corpus_ / "ehf").string() + "\"}").ok());
    ASSERT_TRUE(ehf.Read().ok());
    for (auto& record : host.Records()) records_[record.locator()] = record;
  }

  std::optional<fs::path> corpus_;
  std::map<std::string, plugin::v1::Record> records_;
};

void ExpectLines(const Sample& sample, const model::v1::Invoice& invoice) {
  const std::string line_name = "cac:" + sample.root() + "Line";
  ASSERT_EQ(invoice.lines_size(), sample.Count(line_name));
  for (int i = 0; i < invoice.lines_size(); ++i) {
    const auto& line = invoice.lines(i);
    const std::string path = line_name + "[" + std::to_string(i + 1) + "]/";
    EXPECT_EQ(line.line_id(), sample.Text(path + "cbc:ID"));
    EXPECT_EQ(line.item_name(), sample.Text(path + "cac:Item/cbc:Name"));
    EXPECT_EQ(line.order_line_reference(), sample.Text(path + "cac:OrderLineReference/cbc:LineID"));
    EXPECT_EQ(line.accounting_cost(), sample.Text(path + "cbc:AccountingCost"));
    EXPECT_EQ(line.net_amount_minor(), sample.Cents(path + "cbc:LineExtensionAmount"));
    const std::string quantity = path + (sample.sign() < 0 ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity");
    EXPECT_EQ(line.has_quantity_micros(), !sample.Text(quantity).empty());
    EXPECT_EQ(line.quantity_micros(), sample.sign() * std::llround(std::strtold(sample.Text(quantity).c_str(), nullptr) * 1e6L));
    const std::string price = sample.Text(path + "cac:Price/cbc:PriceAmount"), base = sample.Text(path + "cac:Price/cbc:BaseQuantity");
    const long double unit = std::strtold(price.c_str(), nullptr) / (base.empty() ? 1.0L : std::strtold(base.c_str(), nullptr));
    EXPECT_EQ(line.unit_price_micros(), std::llround(unit * 1e6L));
  }
}

void ExpectTotalsAndReferences(const Sample& sample, const model::v1::Invoice& invoice) {
  const std::string total = "cac:LegalMonetaryTotal/cbc:";
  const int64_t lines = sample.Cents(total + "LineExtensionAmount");
  EXPECT_EQ(invoice.line_extension_amount_minor(), lines);
  // Payment requests have neither.
  EXPECT_EQ(invoice.tax_exclusive_amount_minor(), sample.Cents(total + "TaxExclusiveAmount", lines));
  EXPECT_EQ(invoice.tax_inclusive_amount_minor(), sample.Cents(total + "TaxInclusiveAmount", lines));
  EXPECT_EQ(invoice.payable_amount_minor(), sample.Cents(total + "PayableAmount"));
  EXPECT_EQ(invoice.charge_total_amount_minor(), sample.Cents(total + "ChargeTotalAmount"));
  EXPECT_EQ(invoice.allowance_total_amount_minor(), sample.Cents(total + "AllowanceTotalAmount"));
  EXPECT_EQ(invoice.number(), sample.Text("cbc:ID"));
  EXPECT_EQ(invoice.issue_date(), sample.Text("cbc:IssueDate"));
  EXPECT_EQ(invoice.currency_code(), sample.Text("cbc:DocumentCurrencyCode"));
  const std::string due = sample.Text("cbc:DueDate");
  EXPECT_EQ(invoice.due_date(), due.empty() ? sample.Text("cac:PaymentMeans/cbc:PaymentDueDate") : due);
  EXPECT_EQ(invoice.order_reference(), sample.Text("cac:OrderReference/cbc:ID[. != 'NA']"));
  EXPECT_EQ(invoice.contract_reference(), sample.Text("cac:ContractDocumentReference/cbc:ID"));
  EXPECT_EQ(invoice.accounting_cost(), sample.Text("cbc:AccountingCost"));
  const std::string reference = sample.Text("cbc:BuyerReference");
  const std::string contact = sample.Text("cac:AccountingCustomerParty/cac:Party/cac:Contact/cbc:ID");
  EXPECT_EQ(invoice.buyer_reference(), reference.empty() ? contact : reference);
  EXPECT_EQ(invoice.preceding_invoices_size(), sample.Count("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"));
}

TEST_F(CorpusTest, ReadsEveryInvoiceAndCreditNoteWithItsTotalsReferencesAndLines) {
  int invoices = 0;
  for (const auto& [locator, record] : records_) {
    const Sample sample(*corpus_ / "ehf" / locator);
    if (sample.root() != "Invoice" && sample.root() != "CreditNote") continue;
    SCOPED_TRACE(locator);
    ++invoices;
    ASSERT_TRUE(record.has_fact()) << record.refusal().what();
    ExpectTotalsAndReferences(sample, record.fact().invoice());
    ExpectLines(sample, record.fact().invoice());
  }
  EXPECT_EQ(invoices, 51);
}

TEST_F(CorpusTest, RefusesEveryOtherDocumentByName) {
  const std::map<std::string, std::string> names = {{"Order", "an order ("}, {"OrderChange", "an order change ("},
                                                    {"OrderCancellation", "an order cancellation ("}, {"DespatchAdvice", "a despatch advice ("},
                                                    {"Reminder", "a reminder ("}, {"ReceiptAdvice", "a receipt advice ("}};
  int others = 0;
  for (const auto& [locator, record] : records_) {
    const Sample sample(*corpus_ / "ehf" / locator);
    if (sample.root() == "Invoice" || sample.root() == "CreditNote") continue;
    SCOPED_TRACE(locator);
    ++others;
    ASSERT_TRUE(record.has_refusal());
    EXPECT_EQ(record.refusal().code(), "not_an_invoice");
    EXPECT_TRUE(record.refusal().what().ends_with(", not an invoice"));
    const auto name = names.find(sample.root());
    EXPECT_TRUE(name == names.end() || record.refusal().what().starts_with(name->second)) << record.refusal().what();
    const std::string id = sample.Text("cbc:CustomizationID");
    EXPECT_NE(record.refusal().what().find(id), std::string::npos) << record.refusal().what();
  }
  EXPECT_EQ(others + 51, 495);
}

TEST_F(CorpusTest, FlagsNothingOnThePublishedExamples) {
  for (const auto& [locator, record] : records_) {
    // Those that are made with an error in them, as their comments or names say.
    const bool is_wrong = locator.find("blank") != std::string::npos || locator.find("wrong") != std::string::npos ||
                          locator.find("header_decimal") != std::string::npos || locator.find("consumer_v2.0") != std::string::npos;
    if (!record.has_fact() || is_wrong) continue;
    EXPECT_EQ(record.fact().flags_size(), 0) << locator << ": " << record.fact().flags(0).rule() << ": " << record.fact().flags(0).what();
  }
}

TEST_F(CorpusTest, FindsTheFeesAndFreightThatTheSamplesHave) {
  const auto& norwegian = records_["bis-billing-3/rules/national-examples/NO/Norwegian-example-1.xml"].fact().invoice();
  EXPECT_EQ(norwegian.freight_amount_minor(), 10000);
  EXPECT_EQ(norwegian.charges(0).charge_rule(), "code: FC");
  const auto& rounding = records_["ehf-g2-legacy/rules/ehf-creditnote-2.0/test/T14-avrunding-3.xml"].fact().invoice();
  EXPECT_EQ(rounding.invoice_fee_amount_minor(), -7500);
  EXPECT_EQ(rounding.freight_amount_minor(), -10000);
  EXPECT_EQ(rounding.charges(1).charge_rule(), "word: fakturagebyr");
}

}  // namespace
}  // namespace helhet::ehf
