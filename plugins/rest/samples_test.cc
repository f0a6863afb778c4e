// The sample configurations against services that answer as their public descriptions say.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/loopback_server.h"
#include "helhet/testing/settings_file.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::rest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string Answer(const std::string& status, const json& body, const std::string& headers = "") {
  const std::string text = body.dump();
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: application/json\r\nContent-Length: " + std::to_string(text.size()) +
         "\r\nConnection: close\r\n\r\n" + text;
}

class SamplesTest : public ::testing::Test {
 protected:
  SamplesTest() {
    std::string pattern = (fs::temp_directory_path() / "helhet-samples-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~SamplesTest() override { fs::remove_all(folder_); }

  // Serves in the place of all hosts of a sample; reads by it, with `changes` to its settings.
  void Read(const std::string& sample, std::function<std::string(const std::string& path, const std::string& request)> handler,
            const json& changes = json::object()) {
    server_ = std::make_unique<testing::LoopbackServer>(testing::LoopbackServer::Kind::kPlain, folder_, [handler](const std::string& request) {
      const size_t begin = request.find(' ') + 1;
      return handler(request.substr(begin, request.find(' ', begin) - begin), request);
    });
    json settings = testing::SettingsFile(fs::path(HELHET_PLUGIN_DIR) / "samples" / sample);
    settings.merge_patch(changes);
    const auto serve_here = [this](json& url) {
      const std::string text = url;
      const size_t path = text.find('/', 8);
      url = server_->url() + (path == std::string::npos ? "" : text.substr(path));
    };
    serve_here(settings["url"]);
    serve_here(settings["auth"]["token_url"]);
    if (settings.contains("redirect_hosts")) serve_here(settings["redirect_hosts"][0]);
    ASSERT_TRUE(connector_.Configure(settings.dump(), {{"client_secret", "hemmelig"}}).ok()) << host_.problem().what();
    ASSERT_TRUE(connector_.Read().ok()) << host_.problem().what();
  }

  std::string folder_;
  std::unique_ptr<testing::LoopbackServer> server_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
};

const json kToken = {{"access_token", "t"}, {"expires_in", 3600}, {"token_type", "Bearer"}};

TEST_F(SamplesTest, ReadsSupplierInvoicesOfVismaNet) {
  const json invoice = {
      {"documentType", "Invoice"}, {"referenceNumber", "000357"}, {"supplierReference", "F-1001"}, {"status", "Open"},
      {"date", "2024-03-05T00:00:00"}, {"origInvoiceDate", "2024-03-01T00:00:00"}, {"dueDate", "2024-03-31T00:00:00"},
      {"currencyId", "NOK"}, {"supplier", {{"internalId", 7}, {"number", "50001"}, {"name", "Papir og penn AS"}}},
      {"buyerReference", "1200"}, {"detailTotal", 1000.5}, {"amount", 1250.63}, {"balance", 1250.63}, {"branchNumber", {{"number", "10"}}},
      {"lastModifiedDateTime", "2024-03-06T08:15:30.123"},
      {"invoiceLines", {{{"lineNumber", 1}, {"transactionDescription", "Kopipapir"}, {"inventoryNumber", "A4"}, {"quantity", 10.0},
                         {"uom", "STK"}, {"unitCost", 100.05}, {"cost", 1000.5}, {"poLineNr", 3}}}}};
  json credit_note = invoice;
  credit_note.update({{"documentType", "DebitAdj"}, {"referenceNumber", "000358"}, {"supplierReference", "K-1"}, {"invoiceLines", json::array()},
                      {"lastModifiedDateTime", "2024-03-04T08:15:30.123"}});
  json on_hold = invoice;
  on_hold.update({{"referenceNumber", "000359"}, {"status", "Hold"}});
  Read("visma_net_supplier_invoices.yaml", [&](const std::string& path, const std::string& request) {
    if (path == "/connect/token") {
      EXPECT_NE(request.find("client_id=isv_helhet&client_secret=hemmelig&tenant_id="), std::string::npos) << request;
      return Answer("200 OK", kToken);
    }
    EXPECT_TRUE(path.ends_with("pageSize=100&lastModifiedDateTime=2020-01-01%2000%3a00%3a00&lastModifiedDateTimeCondition=%3e%3d")) << path;
    return Answer("200 OK", path.starts_with("/v1/supplierInvoice?pageNumber=1&") ? json{invoice, credit_note, on_hold} : json::array());
  });
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 2u);
  const auto& fact = records[0].fact().invoice();
  EXPECT_EQ(records[0].natural_key(), "Invoice/000357");
  EXPECT_EQ(records[0].business_key(), "invoice/Papir og penn AS/F-1001/2024-03-01");
  EXPECT_EQ(fact.tax_exclusive_amount_minor(), 100'050);
  EXPECT_EQ(fact.tax_inclusive_amount_minor(), 125'063);
  EXPECT_EQ(fact.due_date(), "2024-03-31");
  ASSERT_EQ(fact.lines_size(), 1);
  EXPECT_EQ(fact.lines(0).quantity_micros(), 10'000'000);
  EXPECT_EQ(fact.lines(0).unit_price_micros(), 100'050'000);
  EXPECT_EQ(fact.lines(0).order_line_reference(), "3");
  EXPECT_EQ(records[0].fact().unit_codes(0).code(), "10");
  EXPECT_EQ(records[1].fact().invoice().type(), model::v1::INVOICE_TYPE_CREDIT_NOTE);
  EXPECT_EQ(records[1].fact().invoice().tax_exclusive_amount_minor(), -100'050);
  EXPECT_EQ(host_.Checkpoint(), R"({"since":"2024-03-06T08:15:30.123"})");
}

TEST_F(SamplesTest, ReadsApprovedInvoicesOfBasware) {
  const json invoice = {
      {"invoiceId", "138e7d94"}, {"invoiceNumber", "80000330"}, {"processingStatus", "Transferred"}, {"companyCode", "LEV"},
      {"supplierCode", "430022"}, {"supplierName", "Papir og penn AS"}, {"currencyCode", "NOK"}, {"netSum", 1000.0}, {"grossSum", 1250.0},
      {"invoiceDate", "2024-03-01T00:00:00Z"}, {"dueDate", "2024-03-31T00:00:00Z"}, {"referencePerson", "Kari Innkjøper"},
      {"contractNumber", "2023-112"}, {"orderNumbers", {"6000235428"}}, {"organizationElementCode", "1200"},
      {"lastUpdated", "2024-03-06T08:15:30Z"}, {"paymentBlock", false},
      {"invoiceLines", {{{"rowIndex", 1}, {"productCode", "A4"}, {"productName", "Kopipapir"}, {"quantity", 10.0}, {"quantityUnit", "pcs"},
                         {"netPrice", 100.0}, {"netSum", 1000.0}, {"taxPercent", 25.0}, {"orderRowNumber", "3"}}}}};
  json second = invoice;
  second.update({{"invoiceId", "238e7d94"}, {"invoiceNumber", "80000331"}, {"invoiceLines", nullptr}, {"orderNumbers", nullptr}});
  json removed = invoice;
  removed.update({{"invoiceId", "338e7d94"}, {"processingStatus", "Removed"}});
  Read("basware_p2p_invoices.yaml", [&](const std::string& path, const std::string& request) {
    if (path == "/v1/tokens") {
      EXPECT_NE(request.find("Authorization: Basic "), std::string::npos);
      EXPECT_TRUE(request.ends_with("grant_type=client_credentials&scope=accountingDocuments.read")) << request;
      return Answer("200 OK", kToken);
    }
    // The service answers with a redirect; the credential is not to go along to where it leads.
    const bool credential = request.find("Authorization: Bearer t\r\n") != std::string::npos;
    if (path.starts_with("/v1/accountingDocuments?pageSize=100&lastUpdated=2020-01-01T00%3a00%3a00Z")) {
      EXPECT_TRUE(credential);
      const bool next = request.find("x-amz-meta-continuationtoken: e799\r\n") != std::string::npos;
      return Answer("302 Found", "", std::string("Location: /stored/") + (next ? "2" : "1") + "\r\n");
    }
    EXPECT_FALSE(credential) << path;
    if (path == "/stored/1") return Answer("200 OK", {{"accountingDocuments", {invoice, removed}}}, "X-amz-meta-continuationToken: e799\r\n");
    return Answer("200 OK", {{"accountingDocuments", {second}}});
  });
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].natural_key(), "138e7d94");
  const auto& fact = records[0].fact().invoice();
  EXPECT_EQ(fact.number(), "80000330");
  EXPECT_EQ(fact.issue_date(), "2024-03-01");
  EXPECT_EQ(fact.contract_reference(), "2023-112");
  EXPECT_EQ(fact.order_reference(), "6000235428");
  EXPECT_EQ(fact.order_reference_status(), model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
  EXPECT_EQ(fact.tax_exclusive_amount_minor(), 100'000);
  ASSERT_EQ(fact.lines_size(), 1);
  EXPECT_EQ(fact.lines(0).vat_rate_basis_points(), 2500);
  EXPECT_EQ(fact.lines(0).order_line_reference(), "3");
  ASSERT_EQ(records[0].fact().unit_codes_size(), 2);
  EXPECT_EQ(records[1].fact().invoice().lines_size(), 0);
  EXPECT_EQ(host_.Checkpoint(), R"({"since":"2024-03-06T08:15:30Z"})");
}

TEST_F(SamplesTest, TakesNothingNewInBaswareForNothing) {
  Read("basware_p2p_invoices.yaml", [&](const std::string& path, const std::string&) {
    return path == "/v1/tokens" ? Answer("200 OK", kToken) : Answer("404 Not Found", {{"message", "no records"}});
  });
  EXPECT_TRUE(host_.Records().empty());
}

// As the connector ehf writes the business key.
TEST_F(SamplesTest, GivesTheInvoiceThatEhfGivesWhereAFieldHoldsTheNumber) {
  const json visma_net = {{"documentType", "Invoice"}, {"referenceNumber", "000357"}, {"supplierReference", "F-1001"}, {"status", "Open"},
                          {"date", "2024-03-01T00:00:00"}, {"currencyId", "NOK"}, {"detailTotal", 1}, {"amount", 1}, {"balance", 1},
                          {"supplier", {{"number", "991825827"}, {"name", "Papir og penn AS"}}}, {"lastModifiedDateTime", "2024-03-06T08:15:30"}};
  Read("visma_net_supplier_invoices.yaml", [&](const std::string& path, const std::string&) {
    if (path == "/connect/token") return Answer("200 OK", kToken);
    return Answer("200 OK", path.find("pageNumber=1&") != std::string::npos ? json::array({visma_net}) : json::array());
  }, {{"fields", {{"supplier_organisation_number", {{"column", "supplier.number"}}}}}});
  const json basware = {{"invoiceId", "138e7d94"}, {"invoiceNumber", "F-1001"}, {"processingStatus", "Transferred"}, {"supplierName", "Papir og penn"},
                        {"currencyCode", "NOK"}, {"netSum", 1}, {"grossSum", 1}, {"invoiceDate", "2024-03-01T00:00:00Z"}, {"text1", "991825827"},
                        {"lastUpdated", "2024-03-06T08:15:30Z"}};
  Read("basware_p2p_invoices.yaml", [&](const std::string& path, const std::string&) {
    return Answer("200 OK", path == "/v1/tokens" ? kToken : json{{"accountingDocuments", {basware}}});
  }, {{"fields", {{"supplier_organisation_number", {{"column", "text1"}}}}}});
  const auto records = host_.Records();
  ASSERT_EQ(records.size(), 2u);
  for (const auto& record : records) EXPECT_EQ(record.business_key(), "invoice/991825827/F-1001/2024-03-01") << record.refusal().what();
}

}  // namespace
}  // namespace helhet::rest
