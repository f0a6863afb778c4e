// Reads every published sample, in place, and holds what comes against what another XML library finds with plain
// paths.
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "helhet/testing/corpus_place.h"
#include "helhet/testing/fake_host.h"
#include "helhet/testing/xml_sample.h"
#include "test_document.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ehandel {
namespace {

namespace fs = std::filesystem;
using Sample = testing::XmlSample;

const std::set<std::string> kRoots = {"Order",     "OrderResponse",  "OrderChange",  "OrderCancellation",
                                      "Catalogue", "DespatchAdvice", "ReceiptAdvice"};

class CorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    corpus_ = testing::CorpusPlace("ehf");
    if (!corpus_) GTEST_SKIP() << testing::kNoCorpus;
    testing::FakeHost host;
    testing::ConnectorDriver ehandel(helhet_plugin_entry(), host);
    ASSERT_TRUE(ehandel.Configure("{\"folder\": \"" + (*corpus_ / "ehf").string() + "\"}").ok());
    ASSERT_TRUE(ehandel.Read().ok());
    for (auto& record : host.Records()) records_[record.locator()].push_back(record);
  }

  // Every document of the root, which must be one fact: function(sample, fact).
  template <typename Function>
  int ForEach(const std::string& root, Function function) {
    int documents = 0;
    for (const auto& [locator, records] : records_) {
      const Sample sample(*corpus_ / "ehf" / locator);
      if (sample.root() != root) continue;
      SCOPED_TRACE(locator);
      ++documents;
      EXPECT_TRUE(records[0].has_fact()) << records[0].refusal().what();
      function(sample, records);
    }
    return documents;
  }

  std::optional<fs::path> corpus_;
  std::map<std::string, std::vector<plugin::v1::Record>> records_;
};

int64_t UnitPriceMicros(const Sample& sample, const std::string& price) {
  const std::string base = sample.Text(price + "/cbc:BaseQuantity");
  const long double unit = std::strtold(sample.Text(price + "/cbc:PriceAmount").c_str(), nullptr);
  return std::llround(unit / (base.empty() ? 1.0L : std::strtold(base.c_str(), nullptr)) * 1e6L);
}

void ExpectOrder(const Sample& sample, const model::v1::Order& order) {
  EXPECT_EQ(order.number(), sample.Text("cbc:ID"));
  EXPECT_EQ(order.issue_date(), sample.Text("cbc:IssueDate"));
  EXPECT_EQ(order.currency_code(), sample.Text("cbc:DocumentCurrencyCode"));
  EXPECT_EQ(order.contract_reference(), sample.Text("cac:Contract/cbc:ID"));
  EXPECT_EQ(order.catalogue_reference(), sample.Text("cac:CatalogueReference/cbc:ID"));
  EXPECT_EQ(order.accounting_cost(), sample.Text("cbc:AccountingCost"));
  const int64_t total = sample.Cents("*/cbc:TaxExclusiveAmount", -1);
  if (total >= 0) {
    EXPECT_EQ(order.tax_exclusive_amount_minor(), total);
  }
  ASSERT_EQ(order.lines_size(), sample.Count("cac:OrderLine"));
  for (int i = 0; i < order.lines_size(); ++i) {
    const auto& line = order.lines(i);
    const std::string path = "cac:OrderLine[" + std::to_string(i + 1) + "]/cac:LineItem/";
    EXPECT_EQ(line.line_id(), sample.Text(path + "cbc:ID"));
    EXPECT_EQ(line.item_name(), sample.Text(path + "cac:Item/cbc:Name"));
    EXPECT_EQ(line.quantity_micros(), sample.Scaled(path + "cbc:Quantity", 1e6L));
    EXPECT_EQ(line.unit_price_micros(), UnitPriceMicros(sample, path + "cac:Price"));
    const int64_t net = sample.Cents(path + "cbc:LineExtensionAmount", -1);
    if (net >= 0) {
      EXPECT_EQ(line.net_amount_minor(), net);
    }
  }
}

TEST_F(CorpusTest, ReadsEveryOrderAndOrderAgreement) {
  const auto is_agreement = [](const Sample& sample) {
    const std::string id = sample.Text("cbc:CustomizationID");
    return id.find("order_agreement") != std::string::npos || id.find("biitrns110") != std::string::npos;
  };
  EXPECT_EQ(ForEach("Order", [&](const Sample& sample, const auto& records) {
              EXPECT_EQ(records[0].stream(), "orders");
              EXPECT_EQ(records[0].fact().order().origin(), model::v1::ORDER_ORIGIN_PLATFORM);
              ExpectOrder(sample, records[0].fact().order());
            }), 15);
  int agreements = 0;
  ForEach("OrderResponse", [&](const Sample& sample, const auto& records) {
    if (!is_agreement(sample)) return;
    ++agreements;
    EXPECT_EQ(records[0].fact().order().origin(), model::v1::ORDER_ORIGIN_ORDER_AGREEMENT);
    EXPECT_EQ(records[0].fact().order().status(), model::v1::ORDER_STATUS_ACCEPTED);
    ExpectOrder(sample, records[0].fact().order());
  });
  EXPECT_EQ(agreements, 9);
}

void ExpectUpdate(const Sample& sample, const model::v1::OrderUpdate& update) {
  EXPECT_EQ(update.number(), sample.Text("cbc:ID"));
  EXPECT_EQ(update.issue_date(), sample.Text("cbc:IssueDate"));
  EXPECT_EQ(update.issue_time(), sample.Text("cbc:IssueTime").substr(0, 8));
  EXPECT_EQ(update.order_reference(), sample.Text("cac:OrderReference/cbc:ID"));
  EXPECT_EQ(update.order_change_reference(), sample.Text("cac:OrderChangeDocumentReference/cbc:ID"));
  EXPECT_EQ(update.has_sequence_number(), !sample.Text("cbc:SequenceNumberID").empty());
  ASSERT_EQ(update.lines_size(), sample.Count("cac:OrderLine"));
  for (int i = 0; i < update.lines_size(); ++i) {
    const std::string path = "cac:OrderLine[" + std::to_string(i + 1) + "]/";
    const std::string reference = sample.Text(path + "cac:OrderLineReference/cbc:LineID");
    EXPECT_EQ(update.lines(i).order_line_reference(), reference.empty() ? sample.Text(path + "cac:LineItem/cbc:ID") : reference);
    const std::string substitute = sample.Text(path + "cac:SellerSubstitutedLineItem/cac:Item/cac:SellersItemIdentification/cbc:ID");
    if (!substitute.empty()) {
      EXPECT_EQ(update.lines(i).seller_item_id(), substitute);
    }
    if (update.lines(i).action() == model::v1::ORDER_LINE_ACTION_DELETED) continue;
    EXPECT_EQ(update.lines(i).quantity_micros(), sample.Scaled(path + "cac:LineItem/cbc:Quantity", 1e6L));
  }
}

TEST_F(CorpusTest, ReadsEveryResponseChangeAndCancellation) {
  const std::map<std::string, model::v1::OrderStatus> statuses = {
      {"AB", model::v1::ORDER_STATUS_ACKNOWLEDGED}, {"AP", model::v1::ORDER_STATUS_ACCEPTED}, {"RE", model::v1::ORDER_STATUS_REJECTED},
      {"CA", model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES}, {"30", model::v1::ORDER_STATUS_ACCEPTED_WITH_CHANGES}};
  int responses = 0;
  ForEach("OrderResponse", [&](const Sample& sample, const auto& records) {
    const std::string code = sample.Text("cbc:OrderResponseCode");
    if (code.empty()) return;
    ++responses;
    EXPECT_EQ(records[0].fact().order_update().status(), statuses.at(code));
    ExpectUpdate(sample, records[0].fact().order_update());
  });
  EXPECT_EQ(responses, 21);
  EXPECT_EQ(ForEach("OrderChange", [](const Sample& sample, const auto& records) {
              EXPECT_EQ(records[0].fact().order_update().kind(), model::v1::ORDER_UPDATE_KIND_CHANGE);
              ExpectUpdate(sample, records[0].fact().order_update());
            }), 8);
  EXPECT_EQ(ForEach("OrderCancellation", [](const Sample& sample, const auto& records) {
              EXPECT_EQ(records[0].fact().order_update().status(), model::v1::ORDER_STATUS_CANCELLED);
              ExpectUpdate(sample, records[0].fact().order_update());
            }), 9);
}

TEST_F(CorpusTest, ReadsEveryCatalogueAndPunchOutCart) {
  int carts = 0;
  EXPECT_EQ(ForEach("Catalogue", [&](const Sample& sample, const auto& records) {
    const auto& catalogue = records[0].fact().catalogue();
    carts += catalogue.kind() == model::v1::CATALOGUE_KIND_PUNCH_OUT_CART;
    EXPECT_EQ(catalogue.number(), sample.Text("cbc:ID"));
    EXPECT_EQ(catalogue.version(), sample.Text("cbc:VersionID"));
    EXPECT_EQ(catalogue.contract_reference(), sample.Text("cac:ReferencedContract/cbc:ID"));
    EXPECT_EQ(catalogue.valid_from(), sample.Text("cac:ValidityPeriod/cbc:StartDate"));
    // Every item is there, once or with several prices.
    std::set<std::string> ids;
    for (const auto& line : catalogue.lines()) ids.insert(line.line_id());
    EXPECT_EQ(static_cast<int>(ids.size()), sample.Count("cac:CatalogueLine"));
    const std::string price = "cac:CatalogueLine[1]/cac:RequiredItemLocationQuantity[1]/cac:Price";
    if (catalogue.lines(0).has_unit_price_micros()) {
      EXPECT_EQ(catalogue.lines(0).unit_price_micros(), UnitPriceMicros(sample, price));
    }
  }), 15);
  EXPECT_EQ(carts, 3);
}

TEST_F(CorpusTest, ReadsEveryDespatchAndReceiptAdvice) {
  const auto expect = [](const Sample& sample, const auto& records, const std::string& line_name, const char* quantity_name) {
    int lines = 0;
    for (const auto& record : records) {
      EXPECT_EQ(record.fact().goods_receipt().number(), sample.Text("cbc:ID"));
      lines += record.fact().goods_receipt().lines_size();
    }
    EXPECT_EQ(lines, sample.Count(line_name));
    const auto& first = records[0].fact().goods_receipt().lines(0);
    EXPECT_EQ(first.order_line_reference(), sample.Text(line_name + "[1]/cac:OrderLineReference/cbc:LineID[. != 'NA']"));
    const int64_t rejected = sample.Scaled(line_name + "[1]/cbc:RejectedQuantity", 1e6L);
    EXPECT_EQ(first.quantity_micros(), sample.Scaled(line_name + "[1]/" + quantity_name, 1e6L) - rejected);
  };
  EXPECT_EQ(ForEach("DespatchAdvice", [&](const Sample& sample, const auto& records) {
              expect(sample, records, "cac:DespatchLine", "cbc:DeliveredQuantity");
            }), 11);
  EXPECT_EQ(ForEach("ReceiptAdvice", [&](const Sample& sample, const auto& records) {
              expect(sample, records, "cac:ReceiptLine", "cbc:ReceivedQuantity");
              EXPECT_EQ(records[0].fact().goods_receipt().receipt_date(), "2021-09-26");
            }), 1);
}

TEST_F(CorpusTest, RefusesEveryOtherDocumentByName) {
  int others = 0;
  for (const auto& [locator, records] : records_) {
    const Sample sample(*corpus_ / "ehf" / locator);
    if (kRoots.count(sample.root()) != 0) continue;
    SCOPED_TRACE(locator);
    ++others;
    ASSERT_TRUE(records[0].has_refusal());
    EXPECT_EQ(records[0].refusal().code(), "not_e_commerce");
    EXPECT_NE(records[0].refusal().what().find(sample.Text("cbc:CustomizationID")), std::string::npos);
    const bool is_invoice = sample.root() == "Invoice" || sample.root() == "CreditNote";
    EXPECT_EQ(records[0].refusal().what().ends_with(", read it with the connector ehf"), is_invoice) << records[0].refusal().what();
  }
  EXPECT_EQ(others + 15 + 9 + 21 + 8 + 9 + 15 + 11 + 1, 495);
}

TEST_F(CorpusTest, FlagsOnlyWhatThePublishedExamplesBreak) {
  std::map<std::string, std::set<std::string>> flags;
  for (const auto& [locator, records] : records_) {
    for (const auto& flag : records[0].fact().flags()) flags[locator].insert(flag.rule());
  }
  EXPECT_EQ(flags, (std::map<std::string, std::set<std::string>>{
                       // The two catalogues that say Delete.
                       {"bis-poacc-3/rules/examples/Cataloge_wo_response_use_cases/catalogue-wo-response-use-case-4.xml", {"catalogue_withdrawn"}},
                       {"ehf-g3/src/catalogue-3.0/rules/usecase/usecase4.xml", {"catalogue_withdrawn"}},
                       // Its numbers are 987654321, whose check digit would be 5.
                       {"ehf-g2-legacy/guides/order-agreement/1.0/en/files/ehf-oa-docfile.xml", {"organisation_number_invalid"}},
                       // 1 of 90 kilos is rejected.
                       {"ehf-g3/src/receipt-advice-1.1/rules/example/ReceiptAdvice_Example_Full.xml", {"quantity_rejected"}},
                       // The snippet leaves the parties out.
                       {"bis-poacc-3/guides/shared/snippets/snippet-oa-vat.xml", {"supplier_missing"}},
                   }));
}

// The child of that local name, made when there is none.
pugi::xml_node Within(pugi::xml_node parent, const std::string& local) {
  const pugi::xml_node known = parent.child(("cac:" + local).c_str());
  return known ? known : parent.append_child(("a:" + local).c_str());
}

// The fragment with a number, a date, names of parties and a response code, where it has none: it holds little but what
// its rule is about.
std::string Completed(pugi::xml_node fragment) {
  fragment.append_attribute("xmlns:a").set_value("urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2");
  fragment.append_attribute("xmlns:b").set_value("urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2");
  const auto add = [&](const std::string& local, const char* text) {
    if (!fragment.child(("cbc:" + local).c_str())) fragment.append_child(("b:" + local).c_str()).text().set(text);
  };
  add("ID", "1");
  add("IssueDate", "2023-04-01");
  const bool is_agreement = std::string(fragment.child_value("cbc:CustomizationID")).find("agreement") != std::string::npos;
  if (std::string(fragment.name()) == "OrderResponse" && !is_agreement) add("OrderResponseCode", "AP");
  for (const char* party : {"BuyerCustomerParty", "SellerSupplierParty"}) {
    Within(Within(fragment, party), "Party").append_child("a:PartyLegalEntity").append_child("b:RegistrationName").text().set("x");
    Within(Within(fragment, party), "Party").append_child("a:PartyName").append_child("b:Name").text().set("x");
  }
  std::ostringstream text;
  fragment.print(text, "", pugi::format_raw);
  return text.str();
}

TEST_F(CorpusTest, ReadsEveryFragmentOfTheRuleSetsOnceItCanBeTold) {
  int fragments = 0;
  for (const auto& entry : fs::recursive_directory_iterator(*corpus_ / "ehf")) {
    pugi::xml_document file;
    if (entry.path().extension() != ".xml" || !file.load_file(entry.path().c_str())) continue;
    for (const pugi::xml_node test : file.document_element().children("test")) {
      const std::string name = test.last_child().name();
      if (kRoots.count(name.substr(name.find(':') + 1)) == 0) continue;
      ++fragments;
      std::ostringstream text;
      test.last_child().print(text, "", pugi::format_raw);
      EXPECT_EQ(RefusalOf(text.str()), "number_missing") << entry.path();
      const std::string outcome = RefusalOf(Completed(test.last_child()));
      EXPECT_TRUE(outcome.starts_with("accepted")) << outcome << ": " << entry.path();
    }
  }
  EXPECT_EQ(fragments, 492);
}

}  // namespace
}  // namespace helhet::ehandel
