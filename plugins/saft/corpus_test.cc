// Reads every published sample, in place, and holds what comes against what another XML library finds with plain paths.
#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <memory>

#include "helhet/testing/corpus_place.h"
#include "ledger_fixture.h"

namespace helhet::saft {
namespace {

// A sample in libxml2. Paths name elements without their namespace.
class Sample {
 public:
  explicit Sample(const std::filesystem::path& path)
      : document_(xmlReadFile(path.c_str(), nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR), xmlFreeDoc),
        context_(document_ ? xmlXPathNewContext(document_.get()) : nullptr, xmlXPathFreeContext) {}

  bool is_xml() const { return document_ != nullptr; }
  // The value of an XPath expression in which `~Name` is an element of that local name.
  std::string Evaluate(std::string expression) const {
    for (size_t at = expression.find('~'); at != std::string::npos; at = expression.find('~', at)) {
      const size_t end = std::min(expression.find_first_of("/)[", at), expression.size());
      const std::string name = expression.substr(at + 1, end - at - 1);
      expression.replace(at, end - at, "*[local-name()='" + name + "']");
    }
    const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> result(
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(expression.c_str()), context_.get()), xmlXPathFreeObject);
    const std::unique_ptr<xmlChar, void (*)(void*)> text(xmlXPathCastToString(result.get()), [](void* t) { xmlFree(t); });
    return reinterpret_cast<const char*>(text.get());
  }
  int Count(const std::string& path) const { return std::atoi(Evaluate("count(" + path + ")").c_str()); }

 private:
  std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document_;
  std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context_;
};

class SaftCorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto corpus = testing::CorpusPlace("saft");
    if (!corpus) GTEST_SKIP() << testing::kNoCorpus;
    place_ = *corpus / "saft";
    testing::FakeHost host;
    testing::ConnectorDriver saft(helhet_plugin_entry(), host);
    ASSERT_TRUE(saft.Configure("{\"folder\": \"" + place_.string() + "\"}").ok());
    ASSERT_TRUE(saft.Read().ok());
    for (auto& record : host.Records()) records_[record.locator().substr(0, record.locator().find(", transaction"))].push_back(record);
  }

  std::filesystem::path place_;
  std::map<std::string, std::vector<plugin::v1::Record>> records_;  // by file
};

constexpr const char* kTransactions = "/~AuditFile/~GeneralLedgerEntries/~Journal/~Transaction";

TEST_F(SaftCorpusTest, ReadsEveryTransactionWithItsLines) {
  int files = 0;
  for (const char* name : {"Example_Files/ExampleFile_SAF-T_Financial_888888888_20180228235959.xml",
                           "Example_Files/ExampleFile_SAF-T_Financial_999999999_20161125213512.xml",
                           "SAF-T_Financial_1.3/Example_Files/Eksempelfil_fra_xmlSpy.xml"}) {
    SCOPED_TRACE(name);
    const Sample sample(place_ / name);
    const auto& records = records_[name];
    ASSERT_EQ(static_cast<int>(records.size()), sample.Count(kTransactions));
    ++files;
    for (size_t i = 0; i < records.size(); ++i) {
      const std::string path = "(" + std::string(kTransactions) + ")[" + std::to_string(i + 1) + "]";
      ASSERT_TRUE(records[i].has_fact()) << records[i].refusal().what();
      const auto& entry = records[i].fact().ledger_entry();
      EXPECT_EQ(entry.voucher_number(), sample.Evaluate("string(" + path + "/~TransactionID)"));
      EXPECT_EQ(entry.posting_date(), sample.Evaluate("string(" + path + "/~GLPostingDate)"));
      ASSERT_EQ(entry.lines_size(), sample.Count(path + "/~Line"));
      for (int line = 0; line < entry.lines_size(); ++line) {
        const std::string at = path + "/~Line[" + std::to_string(line + 1) + "]";
        const double amount = std::atof(sample.Evaluate("sum(" + at + "/~DebitAmount/~Amount) - sum(" + at + "/~CreditAmount/~Amount)").c_str());
        EXPECT_EQ(entry.lines(line).amount_minor(), std::llround(amount * 100)) << at;
        EXPECT_EQ(entry.lines(line).account(), sample.Evaluate("string(" + at + "/~AccountID)"));
        EXPECT_EQ(entry.lines(line).project(), sample.Evaluate("string(" + at + "/~Analysis[*[local-name()='AnalysisType']='P']/~AnalysisID)"));
      }
    }
  }
  EXPECT_EQ(files, 3);
}

TEST_F(SaftCorpusTest, AgreesWithTheFilesOwnControlTotals) {
  int files = 0;
  for (const char* name : {"Example_Files/ExampleFile_SAF-T_Financial_888888888_20180228235959.xml",
                           "Example_Files/ExampleFile_SAF-T_Financial_999999999_20161125213512.xml"}) {
    SCOPED_TRACE(name);
    const Sample sample(place_ / name);
    int64_t debit_minor = 0, credit_minor = 0;
    for (const auto& record : records_[name]) {
      for (const auto& line : record.fact().ledger_entry().lines()) (line.amount_minor() > 0 ? debit_minor : credit_minor) += line.amount_minor();
    }
    const auto stated = [&](const char* element) {
      return std::llround(std::atof(sample.Evaluate(std::string("string(/~AuditFile/~GeneralLedgerEntries/~") + element + ")").c_str()) * 100);
    };
    EXPECT_EQ(static_cast<int>(records_[name].size()), stated("NumberOfEntries") / 100);
    EXPECT_EQ(debit_minor, stated("TotalDebit"));
    EXPECT_EQ(-credit_minor, stated("TotalCredit"));
    for (const auto& flag : records_[name].back().fact().flags()) EXPECT_NE(flag.rule(), "control_totals_differ") << flag.what();
    ++files;
  }
  EXPECT_EQ(files, 2);
}

TEST_F(SaftCorpusTest, TellsWhereAFileDisagreesWithItsOwnControlTotals) {
  const char* name = "SAF-T_Financial_1.3/Example_Files/Eksempelfil_fra_xmlSpy.xml";
  const Sample sample(place_ / name);
  const std::string stated = sample.Evaluate("string(/~AuditFile/~GeneralLedgerEntries/~NumberOfEntries)");
  ASSERT_NE(std::atoi(stated.c_str()), sample.Count(kTransactions)) << "the sample is another now";
  std::string told;
  for (const auto& flag : records_[name].back().fact().flags()) told += flag.rule() == "control_totals_differ" ? flag.what() + "; " : "";
  EXPECT_NE(told.find("NumberOfEntries"), std::string::npos) << told;
}

TEST_F(SaftCorpusTest, TiesAnInvoiceToItsSupplier) {
  const auto& records = records_["Example_Files/ExampleFile_SAF-T_Financial_888888888_20180228235959.xml"];
  ASSERT_FALSE(records.empty());
  const auto& entry = records[0].fact().ledger_entry();  // "Faktura 1155 - Stoff til kosebamser"
  const Sample sample(place_ / "Example_Files/ExampleFile_SAF-T_Financial_888888888_20180228235959.xml");
  EXPECT_EQ(entry.invoice_number(), "1155");
  EXPECT_EQ(entry.supplier_id(), "2002");
  EXPECT_EQ(entry.supplier_organisation_number(),
            sample.Evaluate("string(/~AuditFile/~MasterFiles/~Suppliers/~Supplier[*[local-name()='SupplierID']='2002']/~RegistrationNumber)"));
}

// A workshop's file of random values: amounts of a thousand billion kroner are no postings.
TEST_F(SaftCorpusTest, RefusesAmountsThatNobodyPosts) {
  const auto& records = records_["Project_SAF-T_Financial_v.2.0/Workshop1_SalesInvoices_og_PurchaseInvoices/generated_auditfile_formatted.xml"];
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].refusal().code(), "amount_out_of_range");
}

TEST_F(SaftCorpusTest, RefusesEverythingElseByName) {
  int schemas = 0, cash_registers = 0, others = 0;
  for (const auto& [name, records] : records_) {
    if (name.find("Financial_888888888") != std::string::npos || name.find("Financial_999999999") != std::string::npos ||
        name.find("xmlSpy") != std::string::npos || name.find("generated_auditfile") != std::string::npos) {
      continue;
    }
    SCOPED_TRACE(name);
    ASSERT_EQ(records.size(), 1u);
    const auto& refusal = records[0].refusal();
    if (name.ends_with(".xsd")) {
      ++schemas;
      EXPECT_EQ(refusal.code(), "not_saft");
      EXPECT_NE(refusal.what().find("<schema>"), std::string::npos);
    } else if (name.ends_with(".xml")) {
      ++cash_registers;
      EXPECT_NE(refusal.what().find("a SAF-T cash register file"), std::string::npos);
    } else {
      ++others;
      EXPECT_EQ(refusal.code(), "not_xml");
    }
  }
  EXPECT_EQ(schemas, 3);
  EXPECT_EQ(cash_registers, 1);
  EXPECT_EQ(others, 16);
}

}  // namespace
}  // namespace helhet::saft
