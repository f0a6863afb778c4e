#include "archived_document.h"

#include <gtest/gtest.h>

namespace helhet::public360 {
namespace {

class DocumentReaderTest : public ::testing::Test {
 protected:
  model::v1::ArchiveDocument Read(const std::string& settings, const std::string& document) {
    const auto parsed = sdk::Settings::Parse(settings, {}, "", "", "");
    const auto reader = DocumentReader::From(*parsed);
    EXPECT_TRUE(reader.ok()) << reader.status().message();
    return reader->Read(*sdk::ParseJson(document), "", 0).fact().archive_document();
  }

  const std::string document_ = R"({"Recno": 1, "AccessCodeCode": "", "DocumentDate": "2020-01-02", "JournalDate": "2020-02-03T00:00:00",
    "LastChangedDate": "2024-05-06 07:08:09", "StatusCode": "U", "URL": "/DMS/1",
    "Files": [{"LastChangedDate": "2021-03-04T05:06:07", "Version": 2}, {"LastChangedDate": "2022-04-05T05:06:07", "Version": 1}]})";
};

TEST_F(DocumentReaderTest, TakesTheDayOfRevisionFromWhatTheSettingsSay) {
  EXPECT_EQ(Read("{}", document_).revision_date(), "2022-04-05");
  EXPECT_EQ(Read(R"({"revision_date": "document_changed"})", document_).revision_date(), "2024-05-06");
  EXPECT_EQ(Read(R"({"revision_date": "document_date"})", document_).revision_date(), "2020-01-02");
}

TEST_F(DocumentReaderTest, LeavesTheDayOfRevisionEmptyWhereNoneIsKnown) {
  EXPECT_EQ(Read("{}", R"({"Recno": 1, "AccessCodeCode": "", "LastChangedDate": "2024-05-06", "Files": []})").revision_date(), "");
  EXPECT_EQ(Read("{}", R"({"Recno": 1, "AccessCodeCode": "", "Files": [{"LastChangedDate": "i fjor"}]})").revision_date(), "");
}

TEST_F(DocumentReaderTest, TellsWithdrawnDocumentsByTheirStatus) {
  EXPECT_EQ(Read("{}", document_).withdrawn_date(), "2024-05-06");
  EXPECT_EQ(Read(R"({"withdrawn_status_codes": ["A"]})", document_).withdrawn_date(), "");
  EXPECT_EQ(Read(R"({"withdrawn_status_codes": []})", document_).withdrawn_date(), "");
}

TEST_F(DocumentReaderTest, MakesAnAddressOfThePathOfADocument) {
  EXPECT_EQ(Read(R"({"address": "https://arkiv.example.no"})", document_).link(), "https://arkiv.example.no/DMS/1");
  EXPECT_EQ(Read("{}", document_).link(), "");
}

}  // namespace
}  // namespace helhet::public360
