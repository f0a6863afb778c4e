// Deviations: counted for each unit, month and type, and nothing more told of them.
#include "compilo_fixture.h"

namespace helhet::compilo {
namespace {

class DeviationsTest : public CompiloTest {
 protected:
  DeviationsTest() {
    settings_["stream"] = "deviations";
    settings_["key"] = {"Avviks-ID"};
  }
  static constexpr const char* kHeader = "Avviks-ID;Registrert;Avvikstype;Enhets-ID;Beskrivelse\n";

  // Of each record the unit, type, month and count: `4400 HMS 2024M01: 2`; `-` before one that is gone.
  static Names Counts(const std::vector<plugin::v1::Record>& records) {
    Names counts;
    for (const auto& record : records) {
      const auto& statistic = record.fact().statistic();
      if (record.has_fact()) {
        counts.push_back(record.fact().unit_codes(0).code() + " " + statistic.contents_code() + " " + statistic.period() + ": " +
                         std::to_string(statistic.value_micros() / 1'000'000));
      } else {
        counts.push_back(record.has_deletion() ? "-" + record.natural_key() : record.refusal().code());
      }
    }
    return counts;
  }
};

TEST_F(DeviationsTest, CountsThemForEachUnitMonthAndType) {
  inbox_.Put("a.csv", std::string(kHeader) + "1;03.01.2024;HMS;4400;a\n2;31.01.2024;HMS;4400;b\n3;01.02.2024;HMS;4400;c\n"
                                             "4;02.01.2024;HMS;4410;d\n5;02.01.2024;Personvern;4400;e\n");
  EXPECT_EQ(Counts(Read()), (Names{"4400 HMS 2024M01: 2", "4410 HMS 2024M01: 1", "4400 Personvern 2024M01: 1", "4400 HMS 2024M02: 1"}));
}

TEST_F(DeviationsTest, CountsADeviationWithSeveralRowsOnce) {
  inbox_.Put("a.csv", std::string(kHeader) + "1;03.01.2024;HMS;4400;a\n1;03.01.2024;HMS;4400;b\n");
  EXPECT_EQ(Counts(Read()), Names{"4400 HMS 2024M01: 1"});
}

TEST_F(DeviationsTest, TellsNothingElseOfThem) {
  settings_["records"] = "r";
  inbox_.Put("1.csv", std::string(kHeader) + "HEMMELIG-1;03.01.2024;HMS;4400;HEMMELIG\nHEMMELIG-2;HEMMELIG;HMS;4400;HEMMELIG\n");
  inbox_.Put("2.csv", "HEMMELIG;HEMMELIG\nHEMMELIG;HEMMELIG\n");
  inbox_.Put("3.json", R"({"r": [{"Avviks-ID": "HEMMELIG", "registered": "HEMMELIG", "text": "HEMMELIG"}]})");
  inbox_.Put("4.json", R"({"r": "HEMMELIG"})");
  inbox_.Put("5.xml", "<a><r><HEMMELIG>HEMMELIG</HEMMELIG></r></a>");
  inbox_.Put("6.csv", std::string(kHeader) + "1;03.01.2024;" + std::string(100, 'x') + " HEMMELIG;4400;a\n");
  inbox_.PutZip("7.zip", {{"a.csv", "HEMMELIG"}});
  const auto records = Read();
  EXPECT_EQ(records.size(), 8u);  // a count, and for each export why something was not counted
  for (const auto& record : records) EXPECT_EQ(record.SerializeAsString().find("HEMMELIG"), std::string::npos) << record.ShortDebugString();
  EXPECT_EQ(host_.Checkpoint().find("HEMMELIG"), std::string::npos);
  for (const std::string& line : host_.log()) EXPECT_EQ(line.find("HEMMELIG"), std::string::npos);
}

TEST_F(DeviationsTest, TellsHowManyRowsCouldNotBeCountedAndWhere) {
  inbox_.Put("a.csv", std::string(kHeader) + "1;03.01.2024;HMS;4400;a\n2;;HMS;4400;b\n3;i går;HMS;4400;c\n");
  const auto records = Read();
  ASSERT_EQ(Counts(records), (Names{"4400 HMS 2024M01: 1", "deviations_not_counted"}));
  const std::string& what = records[1].refusal().what();
  for (const char* part : {"2 rows", "row 3", "row 4"}) EXPECT_NE(what.find(part), std::string::npos) << what;
}

TEST_F(DeviationsTest, TellsTheColumnsThatAnExportMustHave) {
  inbox_.Put("a.csv", "Nummer;Dato\n1;2024-01-01\n");
  const auto records = Read();
  ASSERT_EQ(Counts(records), Names{"columns_missing"});
  for (const char* part : {"Avviks-ID", "Registrert"}) EXPECT_NE(records[0].refusal().what().find(part), std::string::npos);
}

TEST_F(DeviationsTest, RefusesAColumnOfTextsAsTypes) {
  settings_["fields"] = {{"contents_code", {{"column", "Beskrivelse"}}}};
  std::string rows = kHeader;
  for (int i = 0; i < 201; ++i) rows += std::to_string(i) + ";03.01.2024;HMS;4400;falt på glatta " + std::to_string(i) + "\n";
  inbox_.Put("a.csv", rows);
  EXPECT_EQ(Counts(Read()), Names{"type_is_text"});
}

TEST_F(DeviationsTest, ReplacesTheCountsOfTheMonthsThatANewExportHas) {
  inbox_.Put("1.csv", std::string(kHeader) + "1;03.01.2024;HMS;4400;a\n2;03.02.2024;HMS;4400;b\n");
  ASSERT_EQ(Read().size(), 2u);
  // The one of February was moved to another unit; January is not in this export.
  inbox_.Put("2.csv", std::string(kHeader) + "2;03.02.2024;HMS;4410;b\n");
  const auto records = Read();
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(Counts({records[0]}), Names{"4410 HMS 2024M02: 1"});
  EXPECT_TRUE(records[1].has_deletion());
  EXPECT_TRUE(records[1].natural_key().ends_with("compilo_unit=4400/2024M02")) << records[1].natural_key();
}

TEST_F(DeviationsTest, KeepsNothingToReplay) {
  ASSERT_TRUE(Configure().ok()) << host_.problem().what();
  plugin::v1::ReadStart start;
  start.add_replay()->set_raw("x");
  EXPECT_EQ(connector_->Read(start).reason(), "replay_not_offered");
}

TEST_F(DeviationsTest, CountsTheWholeMonthThatABackfillBeginsIn) {
  inbox_.Put("a.csv", std::string(kHeader) + "1;03.01.2024;HMS;4400;a\n2;03.02.2024;HMS;4400;b\n");
  EXPECT_EQ(Counts(Read(/*full=*/false, "2024-02-20")), Names{"4400 HMS 2024M02: 1"});
}

}  // namespace
}  // namespace helhet::compilo
