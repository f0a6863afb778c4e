// Exports of documents, whatever their form. What a mapping makes of cells is tested beside the SDK's table library.
#include "compilo_fixture.h"

namespace helhet::compilo {
namespace {

constexpr const char* kHeader = "Dokument-ID;Tittel;Sist revidert;Neste revisjon\n";

TEST_F(CompiloTest, ReadsTextsInTheEncodingsOfExports) {
  const std::string utf8 = std::string(kHeader) + "1;Særskilt språkopplæring;2024-01-05;\n";
  std::string windows = utf8;
  for (const auto& [from, to] : {std::pair("æ", "\xE6"), std::pair("å", "\xE5")}) {
    for (size_t at; (at = windows.find(from)) != std::string::npos;) windows.replace(at, 2, to);
  }
  inbox_.Put("1.csv", utf8);
  inbox_.Put("2.csv", "\xEF\xBB\xBF" + utf8);
  inbox_.Put("3.csv", windows);
  inbox_.Put("4.json", "\xEF\xBB\xBF[{\"id\": \"1\", \"title\": \"Særskilt språkopplæring\", \"lastRevised\": null, \"nextRevision\": null}]");
  inbox_.Put("5.json", "[{\"id\": \"1\", \"title\": \"S\xE6rskilt spr\xE5koppl\xE6ring\", \"lastRevised\": null, \"nextRevision\": null}]");
  inbox_.Put("6.xml", "<?xml version='1.0' encoding='windows-1252'?>"
                      "<a><d><id>1</id><title>S\xE6rskilt spr\xE5koppl\xE6ring</title><lastRevised/><nextRevision/></d></a>");
  const auto records = Read();
  ASSERT_EQ(records.size(), 6u);
  for (const auto& record : records) EXPECT_EQ(DocumentOf(record).title(), "Særskilt språkopplæring") << record.locator();
}

TEST_F(CompiloTest, LeavesMissingDatesEmpty) {
  inbox_.Put("a.csv", std::string(kHeader) + "1;Rutine;;\n");
  const auto records = Read();
  ASSERT_EQ(records.size(), 1u);
  ASSERT_TRUE(records[0].has_fact());
  EXPECT_EQ(DocumentOf(records[0]).revision_date(), "");
  EXPECT_EQ(DocumentOf(records[0]).next_revision_date(), "");
}

TEST_F(CompiloTest, TellsMissingColumnsByName) {
  inbox_.Put("1.csv", "Dokument-ID;Tittel;Revideres\n1;Rutine;2024-01-01\n");
  inbox_.Put("2.json", R"([{"id": "1", "title": "Rutine"}, {"id": "2", "title": "Rutine", "lastRevised": "2024-01-01"}])");
  const auto records = Read();
  EXPECT_EQ(Told(records), (Names{"columns_missing", "columns_missing"}));
  EXPECT_NE(records[0].refusal().what().find("Neste revisjon"), std::string::npos) << records[0].refusal().what();
  // The second says when it was revised, so only the other column is missing.
  EXPECT_NE(records[1].refusal().what().find("nextRevision"), std::string::npos) << records[1].refusal().what();
  EXPECT_EQ(records[1].refusal().what().find("lastRevised'"), std::string::npos) << records[1].refusal().what();
}

TEST_F(CompiloTest, RefusesWhatIsMadeToDoHarm) {
  std::string deep = "[";
  for (int i = 0; i < 200; ++i) deep += "[";
  inbox_.Put("1.json", deep + std::string(201, ']'));
  inbox_.Put("2.xml", "<!DOCTYPE a [<!ENTITY b \"bb\">]><a><d><id>&b;</id></d></a>");
  inbox_.Put("3.json", "[\"" + std::string(17u << 20, 'x') + "\"]");
  inbox_.PutZip("4.zip", {{"a.csv", std::string(100u << 20, ' ')}});
  EXPECT_EQ(Told(Read()), (Names{"json_too_deep", "xml_doctype", "too_large", "zip_bomb"}));
}

TEST_F(CompiloTest, ReadsOnlyWhatIsNewFromACheckpoint) {
  inbox_.Put("1.csv", std::string(kHeader) + "1;Rutine;;\n");
  EXPECT_EQ(Told(Read()), Names{"1"});
  EXPECT_EQ(Told(Read()), Names{});
  inbox_.Put("2.csv", std::string(kHeader) + "2;Rutine;;\n");
  EXPECT_EQ(Told(Read()), Names{"2"});
  EXPECT_EQ(Told(Read(/*full=*/true)), (Names{"1", "2"}));
}

TEST_F(CompiloTest, MapsWhatItHasKeptAnewWithoutTheExport) {
  inbox_.Put("1.csv", std::string(kHeader) + "1;Rutine;i fjor;\n");
  inbox_.Put("2.json", R"([{"id": "2", "title": "Skjema", "lastRevised": "i fjor", "nextRevision": null}])");
  inbox_.Put("3.xml", "<a><d><id>3</id><title>Avtale</title><lastRevised>i fjor</lastRevised><nextRevision/></d></a>");
  plugin::v1::ReadStart start;
  for (const auto& refused : Read()) {
    EXPECT_EQ(refused.refusal().code(), "value_unreadable");
    auto* kept = start.add_replay();
    kept->set_stream(refused.stream());
    kept->set_locator(refused.locator());
    kept->set_raw(refused.raw());
  }
  const json corrected = {{"columns", {"Sist revidert", "lastRevised"}}, {"values", {{{"from", "i fjor"}, {"to", "2023-01-01"}}}}};
  settings_["fields"] = {{"revision_date", corrected}};
  ASSERT_TRUE(Configure().ok()) << host_.problem().what();
  host_.ForgetBatches();
  ASSERT_TRUE(connector_->Read(start).ok());
  const auto records = host_.Records();
  ASSERT_EQ(Told(records), (Names{"1", "2", "3"}));
  for (const auto& record : records) {
    EXPECT_EQ(DocumentOf(record).revision_date(), "2023-01-01");
    EXPECT_EQ(record.stream(), "documents");
  }
}

TEST_F(CompiloTest, NamesTheSettingThatIsWrong) {
  settings_["stream"] = "avvik";
  EXPECT_FALSE(Configure().ok());
  EXPECT_EQ(host_.problem().setting(), "settings.stream");
  settings_["stream"] = "deviations";
  EXPECT_FALSE(Configure().ok());
  EXPECT_EQ(host_.problem().setting(), "settings.key");
  settings_.erase("stream");
  settings_["url"] = "https://compilo.example.no/api";
  EXPECT_FALSE(Configure().ok());
  EXPECT_EQ(host_.problem().setting(), "settings.url");
}

}  // namespace
}  // namespace helhet::compilo
