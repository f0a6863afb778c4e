// Reads the bodies that clients of a real core send, and its code lists, in place.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "document_format.h"
#include "document_record.h"
#include "helhet/testing/corpus_place.h"
#include "kept_document.h"

namespace helhet::noark5 {
namespace {

namespace fs = std::filesystem;

class CorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto corpus = testing::CorpusPlace("noark5");
    if (!corpus) GTEST_SKIP() << testing::kNoCorpus;
    place_ = *corpus / "noark5";
  }
  static std::string Text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  Resource Body(const char* name) const {
    const auto body = Resource::Parse(Text(place_ / "nikita-json" / name), name);
    EXPECT_TRUE(body.ok()) << body.status().message();
    return body.ok() ? *body : Resource();
  }
  // The codes of a list, which is the only member of its file.
  std::set<std::string> Codes(const char* name) const {
    std::set<std::string> codes;
    const Json list = Json::parse(Text(place_ / "nikita-kodelister" / name));
    for (const auto& code : list.front()) codes.insert(code["code"]);
    return codes;
  }

  fs::path place_;
};

TEST_F(CorpusTest, ReadsEveryBody) {
  size_t bodies = 0;
  for (const auto& file : fs::directory_iterator(place_ / "nikita-json")) {
    EXPECT_FALSE(Body(file.path().filename().c_str()).json().empty());
    ++bodies;
  }
  EXPECT_EQ(bodies, 16u);
}

TEST_F(CorpusTest, MakesAFactOfADescriptionWithWhatLiesAroundIt) {
  Json description = Body("document-description-data.json").json();
  description["systemID"] = "4f8f7d94-4a43-11e9-ab36-002354090596";
  const DocumentParts parts{Resource(description), Body("registry-entry-data.json"), Body("case-file-data.json"), {Body("document-object-data.json")}};
  const auto record = RecordOf(KeptOf(parts), 0);
  ASSERT_TRUE(record.has_fact());
  const auto& document = record.fact().archive_document();
  EXPECT_EQ(document.title(), "Title of the test document description");
  EXPECT_EQ(document.document_type(), "Brev");
  EXPECT_EQ(document.version(), "1");
  EXPECT_EQ(document.status(), "Dokumentet er ferdigstilt");
  EXPECT_EQ(document.revision_date(), "");
  EXPECT_EQ(record.fact().unit_codes_size(), 0);
}

TEST_F(CorpusTest, TellsTheCodeOfAStatusThatIsAText) {
  // series-data.json states arkivdelstatus twice, first as a text: the last counts, as in every JSON library of the cores.
  EXPECT_EQ(Body("series-data.json").Code("arkivdelstatus"), "A");
  EXPECT_EQ(Resource(Json{{"arkivdelstatus", "Opprettet"}}).Code("arkivdelstatus"), "Opprettet");
}

TEST_F(CorpusTest, UsesCodesThatArePublished) {
  EXPECT_TRUE(Codes("registry_entry_type.json").contains("X"));
  EXPECT_TRUE(Codes("registry_entry_status.json").contains("F"));
  EXPECT_TRUE(Codes("document_status.json").contains("B"));
  EXPECT_TRUE(Codes("document_status.json").contains("F"));
  EXPECT_TRUE(Codes("correspondence_part_type.json").contains("IA"));
  EXPECT_TRUE(Codes("associated_with_record_as.json").contains("H"));
  EXPECT_TRUE(Codes("variant_format.json").contains(FormatOf("application/pdf", "%PDF-1.7 pdfaid:part=\"2\"").variant));
  EXPECT_TRUE(Codes("variant_format.json").contains(FormatOf("text/plain", "").variant));
  EXPECT_TRUE(Codes("format.json").contains(FormatOf("text/plain", "").pronom));
}

}  // namespace
}  // namespace helhet::noark5
