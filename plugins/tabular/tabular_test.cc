// The connector as the hub drives it. What a mapping makes of cells is tested beside the SDK's table library.
#include <gtest/gtest.h>

#include <algorithm>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/inbox.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::tabular {
namespace {

constexpr const char* kBudget = R"("kind": "budget_line", "fields": {"budget_version": {"value": "original"}, "year": {"column": "År", "required": true},
  "responsibility": {"column": "Ansvar"}, "amount_minor": {"column": "Beløp"}})";

class TabularTest : public ::testing::Test {
 protected:
  Status Configure(const std::string& settings) { return connector_.Configure("{\"folder\": \"" + inbox_.path().string() + "\", " + settings + "}"); }

  std::vector<plugin::v1::Record> Read(const plugin::v1::ReadStart& start = {}) {
    host_.ForgetBatches();
    EXPECT_TRUE(connector_.Read(start).ok()) << host_.problem().what();
    return host_.Records();
  }

  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
  testing::Inbox inbox_;
};

TEST_F(TabularTest, ReadsTablesInZipFiles) {
  ASSERT_TRUE(Configure(kBudget).ok());
  inbox_.PutZip("budsjett.zip", {{"2024/b.csv", "År;Ansvar;Beløp\n2024;2110;5\n"}});
  const auto records = Read();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].locator(), "budsjett.zip!2024/b.csv, row 2");
  EXPECT_EQ(records[0].natural_key(), "budget_line/original/2024/2110//");
  EXPECT_EQ(records[0].stream(), "budget_line");
}

TEST_F(TabularTest, ReadsOnlyWhatIsNewFromACheckpoint) {
  ASSERT_TRUE(Configure(kBudget).ok());
  inbox_.Put("a.csv", "År;Ansvar;Beløp\n2024;2110;5\n");
  ASSERT_EQ(Read().size(), 1u);
  plugin::v1::ReadStart start;
  start.set_checkpoint(host_.Checkpoint());
  inbox_.Put("b.csv", "År;Ansvar;Beløp\n2024;2120;5\n2024;2130;5\n");
  const auto records = Read(start);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].locator(), "b.csv, row 2");
}

TEST_F(TabularTest, MapsKeptRowsAnewWithoutTheFile) {
  ASSERT_TRUE(Configure(kBudget).ok());
  inbox_.Put("a.csv", "År;Ansvar;Beløp;Art\n2024;2110;fem;105\n");
  const auto refused = Read();
  ASSERT_EQ(refused.size(), 1u);
  ASSERT_EQ(refused[0].refusal().code(), "value_unreadable");
  testing::FakeHost host;
  testing::ConnectorDriver remapped(helhet_plugin_entry(), host);
  ASSERT_TRUE(remapped.Configure("{\"folder\": \"" + inbox_.path().string() + R"(", "kind": "budget_line", "fields": {"budget_version": {"value": "original"},
    "year": {"column": "År"}, "art": {"column": "Art"}, "amount_minor": {"column": "Beløp", "values": [{"from": "fem", "to": "5"}]}}})").ok());
  plugin::v1::ReadStart start;
  auto* kept = start.add_replay();
  kept->set_locator(refused[0].locator());
  kept->set_raw(refused[0].raw());
  ASSERT_TRUE(remapped.Read(start).ok());
  ASSERT_EQ(host.Records().size(), 1u);
  const auto record = host.Records()[0];
  EXPECT_EQ(record.locator(), refused[0].locator());
  EXPECT_EQ(record.fact().budget_line().art(), "105");
  EXPECT_EQ(record.fact().budget_line().amount_minor(), 500);
}

TEST_F(TabularTest, LeavesOutWhatIsBeforeTheDayOfABackfill) {
  ASSERT_TRUE(Configure(kBudget).ok());
  inbox_.Put("a.csv", "År;Ansvar;Beløp\n2022;1;5\n2023;2;5\n2024;3;5\n");
  plugin::v1::ReadStart start;
  start.set_backfill_from("2023-06-01");
  const auto records = Read(start);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].fact().budget_line().year(), 2023);
}

TEST_F(TabularTest, NamesTheSettingThatIsWrong) {
  EXPECT_FALSE(Configure(R"("kind": "faktura", "fields": {})").ok());
  EXPECT_EQ(host_.problem().setting(), "settings.kind");
  EXPECT_NE(host_.problem().remedy().find("invoice, order"), std::string::npos);
  EXPECT_FALSE(Configure(R"("kind": "order", "fields": {"nr": {"column": "Nr"}})").ok());
  EXPECT_EQ(host_.problem().setting(), "settings.fields.nr");
}

TEST_F(TabularTest, SaysThatItReadsEveryKind) {
  ASSERT_TRUE(Configure(kBudget).ok());
  const auto discovered = connector_.Discover();
  ASSERT_TRUE(discovered.ok());
  EXPECT_EQ(discovered->streams_size(), 10);
}

}  // namespace
}  // namespace helhet::tabular
