// Ledgers of the connector saft on servers: larger than any document that is held, and split over files.
#include <algorithm>
#include <map>

#include "helhet/limits.h"
#include "helhet/testing/write_zip.h"
#include "tests/remote_places/places_fixture.h"

namespace helhet::plugin {
namespace {

std::string FileXml(const std::string& content) {
  return "<AuditFile><Header><AuditFileVersion>1.30</AuditFileVersion><Company><RegistrationNumber>938587051</RegistrationNumber></Company>"
         "<DefaultCurrencyCode>NOK</DefaultCurrencyCode></Header>" + content + "</AuditFile>";
}

const std::string kSuppliers = "<MasterFiles><Suppliers><Supplier><RegistrationNumber>991825827</RegistrationNumber>"
                               "<SupplierID>50</SupplierID></Supplier></Suppliers></MasterFiles>";

// Purchases from supplier 50 with the numbers stated, each behind a comment of so many bytes.
std::string EntriesXml(int first, int last, size_t comment_bytes = 0) {
  std::string xml = "<GeneralLedgerEntries><Journal><JournalID>K</JournalID>";
  for (int number = first; number <= last; ++number) {
    xml += "<!--" + std::string(comment_bytes, 'x') + "--><Transaction><TransactionID>" + std::to_string(number) + "</TransactionID><PeriodYear>2024</PeriodYear><GLPostingDate>2024-03-03</GLPostingDate>"
           "<Line><RecordID>1</RecordID><AccountID>4000</AccountID><DebitAmount><Amount>100</Amount></DebitAmount></Line>"
           "<Line><RecordID>2</RecordID><AccountID>2400</AccountID><SupplierID>50</SupplierID><CreditAmount><Amount>100</Amount></CreditAmount></Line></Transaction>";
  }
  return xml + "</Journal></GeneralLedgerEntries>";
}

class LargeLedgerTest : public PlacesTest, public ::testing::WithParamInterface<Place> {
 protected:
  // By number, the rules of each posting's flags; the later of two records counts, as in the hub. The supplier's number
  // must be known in all.
  std::map<std::string, std::string> FlagsOf(const Reading& reading) {
    EXPECT_OK(reading.end);
    std::map<std::string, std::string> flags;
    for (const v1::Record& record : reading.records) {
      EXPECT_TRUE(record.has_fact()) << record.ShortDebugString();
      std::string& rules = flags[record.fact().ledger_entry().voucher_number()];
      rules.clear();
      for (const auto& flag : record.fact().flags()) rules += flag.rule() + " ";
    }
    return flags;
  }
  using Flags = std::map<std::string, std::string>;

  const std::string march_ = "SAF-T Financial_938587051_20240401120000";
};

TEST_P(LargeLedgerTest, StreamsAFileThatIsLargerThanADocument) {
  const std::string file = FileXml(kSuppliers + EntriesXml(1, 1000, limits::kDocumentBytes / 1000));
  ASSERT_GT(file.size(), limits::kDocumentBytes);
  Put(march_ + ".xml", file);
  EXPECT_EQ(FlagsOf(Read("saft", GetParam(), {{"keep_raw", false}})).size(), 1000u);
}

// Sanitizers hold memory back that was let go.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_P(LargeLedgerTest, TakesNoMoreMemoryForALargerFile) {
  Put("liten.xml", FileXml(kSuppliers + EntriesXml(1, 1000, 1000)));
  const Reading small = Read("saft", GetParam());
  Put("stor.xml", FileXml(kSuppliers + EntriesXml(1, 1000, limits::kDocumentBytes / 1000)));
  const Reading large = Read("saft", GetParam(), {}, small.checkpoint);
  EXPECT_EQ(FlagsOf(large).size(), 1000u);
  EXPECT_LT(large.peak_mib, small.peak_mib + 10) << "megabytes of memory; the file has 30";
}
#endif

TEST_P(LargeLedgerTest, FindsTheOtherPartsOfASplitExport) {
  Put("februar.xml", FileXml(kSuppliers + EntriesXml(900, 900)));
  Put(march_ + "_1_2.xml", FileXml(kSuppliers + EntriesXml(1, 1)));
  const Reading first = Read("saft", GetParam());
  EXPECT_EQ(FlagsOf(first), (Flags{{"900", ""}, {"1", "export_incomplete "}}));
  testing::WriteZip(inbox() / "resten.zip", {{march_ + "_2_2.xml", FileXml(EntriesXml(2, 2))}});
  Settle(inbox() / "resten.zip");
  EXPECT_EQ(FlagsOf(Read("saft", GetParam(), {}, first.checkpoint)), (Flags{{"1", ""}, {"2", ""}}))
      << "the second part knows the supplier of the first";
}

INSTANTIATE_TEST_SUITE_P(Places, LargeLedgerTest, ::testing::Values(Place::kSftp, Place::kHttps),
                         [](const auto& info) { return info.param == Place::kSftp ? "by_sftp" : "by_https"; });

class SplitExportOnAServerTest : public LargeLedgerTest {};

TEST_F(SplitExportOnAServerTest, FetchesNoFileAgainThatIsOfAnotherExport) {
  Put("februar.xml", FileXml(kSuppliers + EntriesXml(900, 900)));
  Put(march_ + "_1_2.xml", FileXml(kSuppliers + EntriesXml(1, 1)));
  Put(march_ + "_2_2.xml", FileXml(EntriesXml(2, 2)));
  EXPECT_EQ(FlagsOf(Read("saft", Place::kHttps)), (Flags{{"900", ""}, {"1", ""}, {"2", ""}}));
  const std::vector<std::string> asked = web().asked();
  EXPECT_EQ(std::count(asked.begin(), asked.end(), "/februar.xml"), 1);
}

}  // namespace
}  // namespace helhet::plugin
