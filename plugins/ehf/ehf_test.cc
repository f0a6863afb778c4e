// The connector as the hub drives it: settings, checkpoints, zip files, and input that is made to do harm.
#include <filesystem>
#include <map>

#include "helhet/limits.h"
#include "helhet/testing/fake_host.h"
#include "helhet/testing/inbox.h"
#include "test_document.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ehf {
namespace {

namespace fs = std::filesystem;
using testing::ConnectorDriver;
using testing::FakeHost;

class EhfTest : public ::testing::Test {
 protected:
  static std::string Numbered(int number) { return With(Invoice(), "1001", std::to_string(number)); }

  std::string Folder() const { return "\"folder\": \"" + inbox_.path().string() + "\""; }
  Status Configure(const std::string& more = "") { return ehf_.Configure("{" + Folder() + more + "}"); }

  // Reads from a checkpoint, and gives what came of each document by its locator: a key or a refusal's code.
  std::map<std::string, std::string> Read(const std::string& checkpoint = "", bool full = false,
                                          const std::string& backfill_from = "") {
    host_.ForgetBatches();
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    start.set_full(full);
    start.set_backfill_from(backfill_from);
    status_ = ehf_.Read(start);
    std::map<std::string, std::string> outcomes;
    for (const auto& record : host_.Records()) {
      EXPECT_EQ(record.stream(), "invoices");
      outcomes[record.locator()] = record.has_refusal() ? record.refusal().code() : record.natural_key();
    }
    return outcomes;
  }

  testing::Inbox inbox_;
  FakeHost host_;
  ConnectorDriver ehf_{helhet_plugin_entry(), host_};
  Status status_;
};

using Outcomes = std::map<std::string, std::string>;

TEST_F(EhfTest, DeliversInvoicesWithTheirSourceAndRefusalsWithTheirReason) {
  inbox_.Put("a.xml", Invoice());
  inbox_.Put("b.xml", UblDocument("Order", "<cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>"));
  inbox_.PutZip("c.zip", {{"1.xml", CreditNote()}, {"2.pdf", "%PDF"}});
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"a.xml", "invoice/991825827/1001/2023-04-01"},
                              {"b.xml", "not_an_invoice"},
                              {"c.zip!1.xml", "credit_note/991825827/1001/2023-04-01"},
                              {"c.zip!2.pdf", "not_xml"}}));
  for (const auto& record : host_.Records()) {
    EXPECT_FALSE(record.raw().empty());
    EXPECT_GT(record.source_time_us(), 0);
    if (record.has_refusal()) {
      EXPECT_EQ(record.natural_key(), record.locator());
      EXPECT_FALSE(record.refusal().remedy().empty());
    } else {
      EXPECT_EQ(record.business_key(), record.natural_key());
      EXPECT_EQ(record.raw_media_type(), "application/xml");
    }
  }
}

TEST_F(EhfTest, ReadsNothingAgainFromItsCheckpointAndEverythingOnAFullRead) {
  for (int i = 0; i < 3; ++i) inbox_.Put(std::to_string(i) + ".xml", Numbered(i + 1));
  ASSERT_TRUE(Configure().ok());
  const Outcomes all = Read();
  const std::string checkpoint = host_.Checkpoint();
  EXPECT_EQ(Read(checkpoint), Outcomes{});
  EXPECT_TRUE(host_.batches().empty()) << "an unchanged folder leaves no trace";
  EXPECT_EQ(Read(checkpoint, /*full=*/true), all);
  inbox_.Put("new.xml", Numbered(9));
  EXPECT_EQ(Read(checkpoint), (Outcomes{{"new.xml", "invoice/991825827/9/2023-04-01"}}));
}

TEST_F(EhfTest, BackfillsFromADateWhateverTheCheckpointSays) {
  inbox_.Put("old.xml", With(Numbered(1), "<cbc:IssueDate>2023-04-01", "<cbc:IssueDate>2022-12-31"));
  inbox_.Put("new.xml", Numbered(2));
  inbox_.Put("undated.xml", "no document");
  ASSERT_TRUE(Configure().ok());
  Read();
  const std::string checkpoint = host_.Checkpoint();
  const Outcomes from_2023 = {{"new.xml", "invoice/991825827/2/2023-04-01"}, {"undated.xml", "not_xml"}};
  EXPECT_EQ(Read(checkpoint, /*full=*/false, "2023-01-01"), from_2023);
  for (const auto& batch : host_.batches()) EXPECT_EQ(batch.checkpoint(), checkpoint);
  EXPECT_EQ(Read(checkpoint, /*full=*/false, "2023-04-01"), from_2023) << "its own day counts";
  EXPECT_EQ(Read(checkpoint, /*full=*/false, "1000-01-01").size(), 3u);
  EXPECT_EQ(Read(checkpoint, /*full=*/false, "31.12.2023"), Outcomes{});
  EXPECT_EQ(status_.reason(), "backfill_date_invalid");
}

TEST_F(EhfTest, ABackfillBeforeTheFirstReadLeavesEverythingToBeRead) {
  inbox_.Put("a.xml", Invoice());
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read("", /*full=*/false, "2999-12-31"), Outcomes{});
  EXPECT_TRUE(host_.batches().empty());
}

TEST_F(EhfTest, ResumesInTheMiddleOfAZipFileAfterTheLastStoredBatch) {
  std::vector<std::pair<std::string, std::string>> entries;
  for (int i = 0; i < 2500; ++i) entries.emplace_back("f" + std::to_string(i) + ".xml", Numbered(i + 1));
  inbox_.PutZip("a.zip", entries);
  ASSERT_TRUE(Configure().ok());
  host_.CancelAfterBatches(1);
  const size_t first = Read().size();
  EXPECT_EQ(status_.code(), StatusCode::kCancelled);
  EXPECT_GT(first, 0u);
  EXPECT_LE(first, static_cast<size_t>(limits::kBatchRecords));
  const std::string checkpoint = host_.Checkpoint();
  host_.Resume();
  EXPECT_EQ(Read(checkpoint).size(), 2500 - first);
  EXPECT_TRUE(status_.ok());
}

TEST_F(EhfTest, GivesSignsOfLife) {
  for (int i = 0; i < 600; ++i) inbox_.Put(std::to_string(i) + ".xml", "x");
  ASSERT_TRUE(Configure().ok());
  Read();
  ASSERT_EQ(host_.progress().size(), 2u);
  EXPECT_EQ(host_.progress()[1].total(), 600);
}

TEST_F(EhfTest, ChecksAndDescribesTheFolder) {
  inbox_.Put("a.xml", Invoice());
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(*ehf_.Check(), inbox_.path().string() + ": 1 filer");
  EXPECT_EQ(ehf_.Discover()->streams(0).kind(), "invoice");
  EXPECT_EQ(ehf_.Describe()->name(), "ehf");
}

TEST_F(EhfTest, NamesTheSettingThatIsWrong) {
  EXPECT_EQ(ehf_.Configure("{}").setting(), "settings.folder");
  EXPECT_EQ(Configure(", \"max_document_mib\": 31").setting(), "settings.max_document_mib");
  EXPECT_EQ(Configure(", \"max_document_mib\": 0").error_class(), ErrorClass::kConfiguration);
  fs::remove_all(inbox_.path());
  ASSERT_TRUE(Configure().ok()) << "settings are taken without touching files";
  Read();
  EXPECT_EQ(status_.reason(), "folder_not_found");
  EXPECT_EQ(status_.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(ehf_.Check().status().setting(), "settings.folder");
}

TEST_F(EhfTest, KnowsAMunicipalitysOwnWords) {
  inbox_.Put("a.xml", With(Invoice(), ">Stol<", ">Plattformavgift<"));
  ASSERT_TRUE(Configure(", \"invoice_fee_words\": [\"plattformavgift\"]").ok());
  Read();
  EXPECT_EQ(host_.Records()[0].fact().invoice().invoice_fee_amount_minor(), 10000);
}

TEST_F(EhfTest, RefusesOneBadDocumentAndReadsTheOthers) {
  const std::string whole = Invoice();
  inbox_.Put("truncated.xml", whole.substr(0, whole.size() / 2));
  inbox_.Put("encoding.xml", With(whole, "Stol", "Bl\xE5 stol"));
  inbox_.Put("bomb.xml", "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]>" + whole);
  inbox_.Put("external.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>");
  inbox_.Put("huge_amount.xml", With(whole, ">125<", ">123456789012345678901234567890<"));
  inbox_.Put("empty.xml", "");
  inbox_.Put("rubbish.zip", "PK rubbish");
  inbox_.Put("negative.xml", With(With(Numbered(2), ">100<", ">-100<"), ">125<", ">-125<"));
  inbox_.Put("number.xml", With(Numbered(3), "schemeID=\"0192\">991825827", "schemeID=\"0192\">991825828"));
  inbox_.Put("right.xml", whole);
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"truncated.xml", "xml_malformed"},
                              {"encoding.xml", "xml_encoding"},
                              {"bomb.xml", "xml_doctype"},
                              {"external.xml", "xml_doctype"},
                              {"huge_amount.xml", "amount_out_of_range"},
                              {"empty.xml", "xml_malformed"},
                              {"rubbish.zip", "zip_corrupt"},
                              {"negative.xml", "invoice/991825827/2/2023-04-01"},
                              {"number.xml", "invoice/991825827/3/2023-04-01"},
                              {"right.xml", "invoice/991825827/1001/2023-04-01"}}));
}

TEST_F(EhfTest, DeliversEveryCopyOfADocumentUnderOneKey) {
  inbox_.Put("a.xml", Invoice());
  inbox_.Put("b.xml", Invoice());
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read().size(), 2u);
  EXPECT_EQ(host_.Records()[0].natural_key(), host_.Records()[1].natural_key());
}

TEST_F(EhfTest, RefusesOneElementOf200MegabytesInBoundedMemory) {
  inbox_.PutHuge("large.xml", "Invoice");
  inbox_.PutZip("large.zip", {{"a.xml", "<a>" + std::string(40 << 20, 'x') + "</a>"}});
  inbox_.Put("right.xml", Invoice());
  ASSERT_TRUE(Configure().ok());
  Outcomes outcomes;
  EXPECT_LT(testing::PeakGrowthKib([&] { outcomes = Read(); }), 50 * 1024);
  EXPECT_EQ(outcomes, (Outcomes{{"large.xml", "too_large"},
                                {"large.zip!a.xml", "zip_bomb"},
                                {"right.xml", "invoice/991825827/1001/2023-04-01"}}));
  EXPECT_EQ(host_.Records()[0].refusal().what(),
            "large.xml: 209715253 bytes, over the limit of 31457280; the file: 209715253 bytes, SHA-256 "
            "2f22028b35ba8b261b09a9ec5f50d4fbe8e7b866224edc380755cf2f3ca0990c");
}

TEST_F(EhfTest, HoldsADocumentToTheLimitThatIsSet) {
  inbox_.Put("a.xml", With(Invoice(), "Stol", std::string(1 << 20, 'x')));
  ASSERT_TRUE(Configure(", \"max_document_mib\": 1").ok());
  EXPECT_EQ(Read(), (Outcomes{{"a.xml", "too_large"}}));
}

TEST_F(EhfTest, SendsADocumentInPiecesWhenItsFactFillsTheRecord) {
  const std::string document = With(Invoice(), "Stol", std::string(20 << 20, 'x'));
  inbox_.Put("a.xml", document);
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"a.xml", "invoice/991825827/1001/2023-04-01"}}));
  EXPECT_TRUE(host_.Records()[0].raw().empty());
  std::string pieces;
  for (const auto& batch : host_.batches()) {
    for (const auto& chunk : batch.source_chunks()) {
      EXPECT_EQ(chunk.sha256(), host_.Records()[0].source().sha256());
      pieces += chunk.data();
    }
  }
  EXPECT_TRUE(pieces == document) << "nothing is lost";
}

TEST_F(EhfTest, RefusesAFactThatNoRecordHolds) {
  // Each byte of Latin-1 beyond ASCII is two of UTF-8.
  inbox_.Put("a.xml", With(With(Invoice(), "UTF-8", "ISO-8859-1"), "Stol", std::string(20 << 20, '\xE5')));
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(Read(), (Outcomes{{"a.xml", "too_large"}}));
}

}  // namespace
}  // namespace helhet::ehf
