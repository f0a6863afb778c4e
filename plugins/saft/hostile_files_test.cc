// Files that are broken, something else, or made to do harm.
#include "helhet/limits.h"
#include "ledger_fixture.h"
#include "saft_limits.h"

namespace helhet::saft {
namespace {

const std::string kSuppliers = SuppliersXml(SupplierXml("50", "991825827"));

class HostileFilesTest : public LedgerFixture {
 protected:
  // The refusal of a file of which nothing is read.
  plugin::v1::Refusal RefusalOf(const std::string& file) {
    Put("a.xml", file);
    const auto records = Read();
    EXPECT_EQ(records.size(), 1u);
    if (records.size() != 1) return {};
    EXPECT_EQ(records[0].raw(), file) << "what is refused is kept";
    return records[0].refusal();
  }
};

TEST_F(HostileFilesTest, KeepsWhatWasReadOfAFileThatBreaksOff) {
  const std::string file = FileXml(kSuppliers + EntriesXml(PurchaseXml("1") + PurchaseXml("2") + PurchaseXml("3"), TotalsXml(3, 300)));
  const std::string cut = file.substr(0, file.find("<TransactionID>3") + 10);
  Put("a.xml", cut);
  const auto records = Read();
  ASSERT_EQ(records.size(), 3u);
  // The last posting waits for the end, so the refusal comes before it.
  EXPECT_EQ(records[0].fact().ledger_entry().voucher_number(), "1");
  EXPECT_EQ(records[2].fact().ledger_entry().voucher_number(), "2");
  EXPECT_EQ(Flags(records[2].fact()), Rules{}) << "totals of a part of a file say nothing";
  EXPECT_EQ(records[1].natural_key(), "a.xml");
  EXPECT_EQ(records[1].refusal().code(), "xml_malformed");
  EXPECT_NE(records[1].refusal().what().find("line 1, byte "), std::string::npos);
  EXPECT_TRUE(records[1].refusal().what().ends_with("; the 2 transactions before it were read")) << records[1].refusal().what();
}

TEST_F(HostileFilesTest, KeepsABrokenFileToItsEndForThePostingsThatPointIntoIt) {
  std::string file = FileXml(EntriesXml(PurchaseXml("1")));
  file.replace(file.find("</Journal>"), 10, "</Jurnal>" + std::string(3 * limits::kChunkBytes, ' '));
  Put("a.xml", file);
  Read();
  uint64_t kept_bytes = 0;
  for (const auto& batch : host_.batches()) {
    for (const auto& chunk : batch.source_chunks()) kept_bytes += chunk.data().size();
  }
  EXPECT_EQ(kept_bytes, file.size());
}

TEST_F(HostileFilesTest, ReadsOnAfterARefusedTransaction) {
  std::string dateless = PurchaseXml("2");
  for (const char* date : {"2024-03-01", "2024-03-03"}) dateless.replace(dateless.find(date), 10, "          ");
  Put("a.xml", FileXml(kSuppliers + EntriesXml(PurchaseXml("1") + dateless + PurchaseXml("3"))));
  const auto records = Read();
  ASSERT_EQ(records.size(), 3u);
  int refused = 0;
  for (const auto& record : records) {
    if (!record.has_refusal()) continue;
    ++refused;
    EXPECT_EQ(record.natural_key(), "a.xml, transaction 2");
    EXPECT_EQ(record.refusal().code(), "date_missing");
  }
  EXPECT_EQ(refused, 1);
}

TEST_F(HostileFilesTest, RefusesDocumentTypesAndSoEveryEntity) {
  const std::string bomb = "<!DOCTYPE AuditFile [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
  EXPECT_EQ(RefusalOf(bomb + FileXml(EntriesXml(PurchaseXml("&b;")))).code(), "xml_doctype");
  Put("a.xml", FileXml(EntriesXml(PurchaseXml("&b;"))));
  EXPECT_EQ(Read()[0].refusal().code(), "xml_malformed");
}

TEST_F(HostileFilesTest, RefusesOtherDocumentsByName) {
  EXPECT_EQ(RefusalOf("<auditfile xmlns=\"urn:StandardAuditFile-Taxation-CashRegister:NO\"/>").what(),
            "a.xml: a SAF-T cash register file (urn:StandardAuditFile-Taxation-CashRegister:NO), not a Norwegian SAF-T Financial file");
  EXPECT_EQ(RefusalOf("<AuditFile xmlns=\"urn:OECD:StandardAuditFile-Tax:PT_1.04_01\"/>").code(), "not_saft");
  EXPECT_EQ(RefusalOf("<Invoice/>").what(), "a.xml: <Invoice>, not a Norwegian SAF-T Financial file");
  EXPECT_EQ(RefusalOf("konto;beløp\n4000;100\n").code(), "not_xml");
  EXPECT_EQ(RefusalOf("").code(), "not_xml");
}

TEST_F(HostileFilesTest, RefusesAnEncodingThatItCannotRead) {
  EXPECT_EQ(RefusalOf("<?xml version=\"1.0\" encoding=\"EBCDIC-NO\"?><AuditFile/>").code(), "xml_encoding");
}

TEST_F(HostileFilesTest, RefusesElementsWithoutEnd) {
  std::string deep = "<AuditFile>";
  for (int i = 0; i < kXmlDepth; ++i) deep += "<x>";
  EXPECT_EQ(RefusalOf(deep).code(), "xml_too_deep");
}

TEST_F(HostileFilesTest, RefusesATagWithoutEndBeforeItFillsTheMemory) {
  EXPECT_EQ(RefusalOf("<AuditFile a=\"" + std::string(8 * kTokenBytes, 'x')).code(), "xml_token_too_long");
}

TEST_F(HostileFilesTest, CutsAndFlagsATextThatIsTooLong) {
  std::string purchase = PurchaseXml("1");
  purchase.insert(purchase.find("<Line>"), "<Description>" + std::string(10 * kTextBytes, 'x') + "</Description>");
  const auto fact = FactOf(FileXml(kSuppliers + EntriesXml(purchase)));
  EXPECT_EQ(fact.ledger_entry().description().size(), kTextBytes);
  EXPECT_EQ(Flags(fact), Rules{"text_too_long"});
}

TEST_F(HostileFilesTest, RefusesATransactionThatDoesNotFit) {
  std::string purchase = PurchaseXml("1");
  std::string lines;
  for (size_t i = 0; i < kTransactionLines; ++i) lines += "<Line/>";
  purchase.insert(purchase.find("<Line>"), lines);
  Put("a.xml", FileXml(kSuppliers + EntriesXml(purchase + PurchaseXml("2"))));
  const auto records = Read();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].refusal().code(), "transaction_too_large");
  EXPECT_EQ(records[1].fact().ledger_entry().voucher_number(), "2");
}

TEST_F(HostileFilesTest, RefusesAKeyThatNoStoreCanIndex) {
  Put("a.xml", FileXml(EntriesXml(PurchaseXml(std::string(limits::kKeyBytes, '1')))));
  EXPECT_EQ(Read()[0].refusal().code(), "identity_too_long");
}

TEST_F(HostileFilesTest, RefusesAmountsThatAreNoneOrTooLarge) {
  for (const auto& [amount, code] : {std::pair("100,50", "amount_unreadable"), std::pair("1e3", "amount_unreadable"),
                                     std::pair("100000000000.01", "amount_out_of_range")}) {
    std::string purchase = PurchaseXml("1");
    purchase.replace(purchase.find("<Amount>100<") + 8, 3, amount);
    Put("a.xml", FileXml(EntriesXml(purchase)));
    EXPECT_EQ(Read()[0].refusal().code(), code) << amount;
  }
}

TEST_F(HostileFilesTest, RefusesADamagedEntryOfAZipFileAndReadsTheOthers) {
  PutZip("a.zip", {{"1.xml", "not to be read: stored without compression, and damaged"}, {"2.xml", FileXml(kSuppliers + EntriesXml(PurchaseXml("1")))}});
  std::ifstream file(place_ / "a.zip", std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const size_t at = bytes.find("1.xml") + 8;
  bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
  Put("a.zip", bytes);
  const auto records = Read();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].refusal().code(), "zip_corrupt");
  EXPECT_TRUE(records[0].refusal().what().starts_with("a.zip!1.xml: a damaged"));
  EXPECT_TRUE(records[1].has_fact());
}

}  // namespace
}  // namespace helhet::saft
