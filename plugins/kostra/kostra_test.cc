// The connector: documents of a folder, replay and backfill. The golden cases show whole records.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "extract_fixture.h"
#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::kostra {
namespace {

class KostraTest : public ::testing::Test {
 protected:
  KostraTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-kostra-XXXXXX").string();
    place_ = mkdtemp(pattern.data());
  }
  ~KostraTest() override { std::filesystem::remove_all(place_); }

  void Put(const std::string& name, const std::string& content) const { std::ofstream(place_ / name, std::ios::binary) << content; }

  std::vector<plugin::v1::Record> Read(const plugin::v1::ReadStart& start = {}) {
    host_.ForgetBatches();
    testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
    EXPECT_TRUE(connector.Configure("{\"folder\": \"" + place_.string() + "\"}").ok());
    EXPECT_TRUE(connector.Read(start).ok());
    return host_.Records();
  }

  std::filesystem::path place_;
  testing::FakeHost host_;
};

TEST_F(KostraTest, RefusesAnotherDocumentWhole) {
  Put("a.csv", "konto;beløp\n4000;100\n");
  const auto records = Read();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].refusal().code(), "not_a_kostra_extract");
  EXPECT_EQ(records[0].raw(), "konto;beløp\n4000;100\n");
}

TEST_F(KostraTest, ReplaysARefusedLineUnderItsOwnPlace) {
  const std::string broken = "0A2024 bad\n";
  Put("a.dat", Record("0A", "2024", '1', "120", "010", 5) + "\n" + broken);
  const auto refused = Read()[0];
  ASSERT_EQ(refused.refusal().code(), "record_length_wrong");
  EXPECT_EQ(refused.natural_key(), "a.dat, line 2");
  EXPECT_EQ(refused.raw(), broken);
  plugin::v1::ReadStart start;
  auto* document = start.add_replay();
  document->set_locator(refused.locator());
  document->set_raw(refused.raw());
  const auto again = Read(start);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].natural_key(), "a.dat, line 2");
  EXPECT_EQ(again[0].refusal().code(), "record_length_wrong");
}

TEST_F(KostraTest, ChecksNoBalanceOfAReplayedLine) {
  plugin::v1::ReadStart start;
  auto* document = start.add_replay();
  document->set_locator("a.dat, line 7");
  document->set_raw(Record("0A", "2024", '1', "120", "010", 500) + "\n");
  const auto records = Read(start);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].locator(), "a.dat, line 7");
  EXPECT_EQ(records[0].fact().flags_size(), 0);
}

TEST_F(KostraTest, BackfillsPeriodsThatBeginOnTheDay) {
  Put("a.dat", Record("0A", "20243", '1', "120", "010", 5) + "\n" + Record("0A", "20244", '1', "120", "010", 6) + "\n");
  plugin::v1::ReadStart start;
  start.set_backfill_from("2024-10-01");
  const auto records = Read(start);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].fact().statistic().period(), "2024K4");
}

TEST_F(KostraTest, ReplacesAFigureThatComesAgain) {
  Put("a.dat", Record("0A", "2024", '1', "120", "010", 5));
  const std::string key = Read()[0].natural_key();
  Put("a.dat", Record("0A", "2024", '1', "120", "010", 6));
  EXPECT_EQ(Read()[0].natural_key(), key);
  EXPECT_EQ(key, "kostra_extract/0A/ContentsCode=belop;Region=503700;art=010;funksjon=120;kontoklasse=1/2024");
}

}  // namespace
}  // namespace helhet::kostra
