// What is read from an archive, and what is not.
#include "archive_fixture.h"

namespace helhet::noark5 {
namespace {

class ReadingTest : public ArchiveTest {};

TEST_F(ReadingTest, GivesADocumentWithItsDatesItsUnitAndItsLatestVersion) {
  SeedProcedure();
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  ASSERT_EQ(Titles(), std::vector<std::string>{"Innkjøpsrutine"});
  const auto record = Documents()["Innkjøpsrutine"];
  const auto& document = record.fact().archive_document();
  EXPECT_EQ(document.document_type(), "Rundskriv");
  EXPECT_EQ(document.version(), "2");
  EXPECT_EQ(document.revision_date(), "2021-05-03");
  EXPECT_EQ(document.next_revision_date(), "");
  EXPECT_EQ(document.published_date(), "2019-01-08");
  EXPECT_EQ(document.status(), "Dokumentet er ferdigstilt");
  EXPECT_EQ(document.owner(), "Kari Nordmann");
  EXPECT_EQ(document.link().rfind(archive_.origin(), 0), 0u) << document.link();
  ASSERT_EQ(record.fact().unit_codes_size(), 1);
  EXPECT_EQ(record.fact().unit_codes(0).scheme(), "administrative_unit");
  EXPECT_EQ(record.fact().unit_codes(0).code(), "Økonomi");
}

TEST_F(ReadingTest, AnEmptyArchiveHasNoDocuments) {
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_TRUE(host_.Records().empty());
}

}  // namespace
}  // namespace helhet::noark5
