// One file: what its postings become, and what is flagged. The golden cases show whole records.
#include "ledger_fixture.h"

namespace helhet::saft {
namespace {

class SaftTest : public LedgerFixture {};

std::string Replaced(std::string text, const std::string& what, const std::string& with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

const std::string kSuppliers = SuppliersXml(SupplierXml("50", "991825827"));
const std::string kFile = FileXml(kSuppliers + EntriesXml(PurchaseXml("1"), TotalsXml(1, 100)));

// The posting of kFile, as its definition says.
void ExpectPurchase(const model::v1::Fact& fact) {
  const auto& entry = fact.ledger_entry();
  EXPECT_EQ(entry.voucher_number(), "1");
  EXPECT_EQ(entry.posting_date(), "2024-03-03");
  EXPECT_EQ(entry.transaction_date(), "2024-03-01");
  EXPECT_EQ(entry.system_entry_date(), "2024-03-02");
  EXPECT_EQ(entry.supplier_organisation_number(), "991825827");
  EXPECT_EQ(entry.supplier_id(), "50");
  EXPECT_EQ(entry.invoice_number(), "7001");
  EXPECT_EQ(entry.currency_code(), "NOK");
  EXPECT_EQ(entry.journal_id(), "K");
  ASSERT_EQ(entry.lines_size(), 2);
  EXPECT_EQ(entry.lines(0).account(), "4000");
  EXPECT_EQ(entry.lines(0).amount_minor(), 10000);
  EXPECT_EQ(entry.lines(1).line_id(), "2");
  EXPECT_EQ(entry.lines(1).amount_minor(), -10000);
  EXPECT_EQ(fact.flags_size(), 0);
}

TEST_F(SaftTest, ReadsATransactionAsAPosting) { ExpectPurchase(FactOf(kFile)); }

TEST_F(SaftTest, ReadsDefaultNamespacePrefixAndByteOrderMark) {
  const std::string space = "=\"urn:StandardAuditFile-Taxation-Financial:NO\"";
  ExpectPurchase(FactOf(Replaced(kFile, "<AuditFile>", "<AuditFile xmlns" + space + ">")));
  const std::string prefixed = Replaced(Replaced(kFile, "<", "<n1:"), "<n1:/", "</n1:");
  ExpectPurchase(FactOf("\xEF\xBB\xBF" + Replaced(prefixed, "<n1:AuditFile>", "<n1:AuditFile xmlns:n1" + space + ">")));
}

TEST_F(SaftTest, ReadsUtf16) {
  std::string wide = "\xFF\xFE";
  for (const char c : kFile) wide += {c, '\0'};
  ExpectPurchase(FactOf(wide));
}

TEST_F(SaftTest, KeysARecordByCompanyJournalNumberAndYear) {
  Put("a.xml", kFile);
  const auto records = Read();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].natural_key(), "ledger/938587051/K/1/2024");
  EXPECT_EQ(records[0].business_key(), "ledger_entry/1/2024-03-03");
  EXPECT_EQ(records[0].locator(), "a.xml, transaction 1");
  EXPECT_EQ(records[0].stream(), "ledger");
}

TEST_F(SaftTest, TakesTheTaxNumberOfASupplierWithoutARegistrationNumber) {
  const std::string tax = "<Supplier><SupplierID>50</SupplierID><TaxRegistration><TaxRegistrationNumber>NO974760673MVA</TaxRegistrationNumber></TaxRegistration></Supplier>";
  const auto fact = FactOf(FileXml(SuppliersXml(tax) + EntriesXml(PurchaseXml("1"))));
  EXPECT_EQ(fact.ledger_entry().supplier_organisation_number(), "974760673");
  EXPECT_EQ(Flags(fact), Rules{});
}

TEST_F(SaftTest, FlagsASupplierThatNoMasterFileHas) {
  const auto fact = FactOf(FileXml(EntriesXml(PurchaseXml("1"))));
  EXPECT_EQ(fact.ledger_entry().supplier_id(), "50");
  EXPECT_EQ(fact.ledger_entry().supplier_organisation_number(), "");
  EXPECT_EQ(Flags(fact), Rules{"supplier_unknown"});
}

TEST_F(SaftTest, KnowsSuppliersThatComeAfterThePostings) {
  Put("a.xml", FileXml(EntriesXml(PurchaseXml("1") + PurchaseXml("2")) + kSuppliers));
  std::map<std::string, model::v1::Fact> last;
  for (const auto& record : Read()) last[record.natural_key()] = record.fact();
  ASSERT_EQ(last.size(), 2u);
  for (const auto& [key, fact] : last) {
    EXPECT_EQ(fact.ledger_entry().supplier_organisation_number(), "991825827") << key;
    EXPECT_EQ(Flags(fact), Rules{}) << key;
  }
}

TEST_F(SaftTest, TakesTheInvoiceNumberFromWhereTheSettingsSay) {
  const std::string described = Replaced(kFile, "<RecordID>1</RecordID>", "<RecordID>1</RecordID><SourceDocumentID>B-1</SourceDocumentID><Description>Faktura 1155 - stoff</Description>");
  EXPECT_EQ(FactOf(described, R"("invoice_number_from": ["source_document_id"])").ledger_entry().invoice_number(), "B-1");
  EXPECT_EQ(FactOf(described, R"("invoice_number_from": ["description"])").ledger_entry().invoice_number(), "1155");
  const std::string without = Replaced(described, "<ReferenceNumber>7001</ReferenceNumber>", "");
  EXPECT_EQ(FactOf(without).ledger_entry().invoice_number(), "B-1");
}

TEST_F(SaftTest, FlagsATransactionThatDoesNotBalance) {
  const auto fact = FactOf(Replaced(kFile, "<CreditAmount><Amount>100</Amount>", "<CreditAmount><Amount>99.5</Amount>"));
  EXPECT_EQ(Flags(fact), (Rules{"transaction_unbalanced", "control_totals_differ"}));
  EXPECT_EQ(fact.flags(0).what(), "debit is 100, credit 99.5");
  EXPECT_EQ(fact.flags(1).what(), "TotalCredit is stated as '100', but 99.5 was read");
}

TEST_F(SaftTest, FlagsTotalsThatDifferOnTheLastPosting) {
  Put("a.xml", FileXml(kSuppliers + EntriesXml(PurchaseXml("1") + PurchaseXml("2"), TotalsXml(3, 300))));
  const auto records = Read();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(Flags(records[0].fact()), Rules{});
  ASSERT_EQ(Flags(records[1].fact()), Rules{"control_totals_differ"});
  EXPECT_EQ(records[1].fact().flags(0).what(), "NumberOfEntries is stated as '3', but 2 was read; TotalDebit is stated as '300', but 200 was read; "
                                                "TotalCredit is stated as '300', but 200 was read");
}

TEST_F(SaftTest, TellsTransactionsWithOneNumberApart) {
  Put("a.xml", FileXml(kSuppliers + EntriesXml(PurchaseXml("1") + PurchaseXml("1"))));
  const auto records = Read();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[1].natural_key(), "ledger/938587051/K/1/2024/2");
  EXPECT_EQ(records[1].business_key(), "");
  EXPECT_EQ(Flags(records[1].fact()), Rules{"transaction_id_repeated"});
}

TEST_F(SaftTest, TracesAPostingToItsBytes) {
  const std::string file = FileXml(kSuppliers + EntriesXml(PurchaseXml("1") + PurchaseXml("2")));
  Put("a.xml", file);
  const auto records = Read();
  ASSERT_EQ(records.size(), 2u);
  std::string kept;
  for (const auto& batch : host_.batches()) {
    for (const auto& chunk : batch.source_chunks()) {
      EXPECT_EQ(chunk.total_length(), file.size());
      EXPECT_EQ(chunk.sha256(), records[1].source().sha256());
      kept += chunk.data();
    }
  }
  EXPECT_EQ(kept, file);
  EXPECT_EQ(file.substr(records[1].source().offset(), records[1].source().length()), PurchaseXml("2"));
}

TEST_F(SaftTest, KeepsNothingWhenToldSo) {
  Put("a.xml", kFile);
  const auto records = Read(R"("keep_raw": false)");
  ASSERT_EQ(records.size(), 1u);
  EXPECT_FALSE(records[0].has_source());
  for (const auto& batch : host_.batches()) EXPECT_EQ(batch.source_chunks_size(), 0);
}

TEST_F(SaftTest, ReadsNothingAgainFromItsCheckpoint) {
  Put("a.xml", kFile);
  EXPECT_EQ(Read().size(), 1u);
  plugin::v1::ReadStart start;
  start.set_checkpoint(host_.Checkpoint());
  EXPECT_EQ(Read("", start).size(), 0u);
  EXPECT_EQ(host_.batches().size(), 0u);
}

TEST_F(SaftTest, ReadsAFileFromItsBeginningUntilItIsReadToItsEnd) {
  std::string transactions;
  for (int i = 0; i < 2500; ++i) transactions += PurchaseXml(std::to_string(i));
  Put("a.xml", FileXml(kSuppliers + EntriesXml(transactions)));
  EXPECT_EQ(Read().size(), 2500u);
  ASSERT_GT(host_.batches().size(), 2u);
  for (size_t i = 0; i + 1 < host_.batches().size(); ++i) EXPECT_EQ(host_.batches()[i].checkpoint(), "") << "batch " << i;
  EXPECT_NE(host_.Checkpoint(), "");
}

TEST_F(SaftTest, BackfillsFromADayAndLeavesTheCheckpoint) {
  Put("a.xml", FileXml(kSuppliers + EntriesXml(PurchaseXml("1") + Replaced(PurchaseXml("2"), "2024-03-03", "2024-03-04"), TotalsXml(2, 200))));
  plugin::v1::ReadStart start;
  start.set_backfill_from("2024-03-04");
  const auto records = Read("", start);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].fact().ledger_entry().voucher_number(), "2");
  EXPECT_EQ(Flags(records[0].fact()), Rules{}) << "totals are of the whole file";
  EXPECT_EQ(host_.Checkpoint(), "");
}

TEST_F(SaftTest, StopsWhenTheReadIsCancelled) {
  std::string transactions;
  for (int i = 0; i < 2500; ++i) transactions += PurchaseXml(std::to_string(i));
  Put("a.xml", FileXml(EntriesXml(transactions)));
  host_.CancelAfterBatches(1);
  testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
  ASSERT_TRUE(connector.Configure("{\"folder\": \"" + place_.string() + "\"}").ok());
  EXPECT_EQ(connector.Read().code(), StatusCode::kCancelled);
  EXPECT_EQ(host_.batches().size(), 1u);
}

TEST_F(SaftTest, RefusesSettingsThatMeanNothing) {
  testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
  EXPECT_EQ(connector.Configure(R"({})").setting(), "settings.folder");
  EXPECT_EQ(connector.Configure(R"({"folder": "/x", "dimensions": {"A": "Ansvar!"}})").setting(), "settings.dimensions.A");
  EXPECT_EQ(connector.Configure(R"({"folder": "/x", "invoice_number_from": ["kid"]})").setting(), "settings.invoice_number_from");
}

}  // namespace
}  // namespace helhet::saft
