#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::agreements {
namespace {

namespace fs = std::filesystem;

// Reads, and gives what was kept of each record back: by itself each must say what it said in its document.
class Kept : public ::testing::TestWithParam<const char*> {};

TEST_P(Kept, IsReadAgainAsItWas) {
  const fs::path folder = fs::path(HELHET_PLUGIN_DIR) / "tests/cases" / GetParam();
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  ASSERT_TRUE(connector.Configure("{\"folder\": \"" + folder.string() + "\", \"skip\": [{\"column\": \"Status\", \"is\": [\"Kladd\"]}]}").ok());
  ASSERT_TRUE(connector.Read().ok());
  const auto records = host.Records();
  ASSERT_FALSE(records.empty());
  for (const auto& record : records) {
    if (record.raw().empty()) continue;
    host.ForgetBatches();
    plugin::v1::ReadStart start;
    auto* kept = start.add_replay();
    kept->set_locator(record.locator());
    kept->set_raw(record.raw());
    kept->set_source_time_us(record.source_time_us());
    ASSERT_TRUE(connector.Read(start).ok());
    bool is_there = false;
    for (const auto& again : host.Records()) is_there = is_there || again.SerializeAsString() == record.SerializeAsString();
    // A repeated key is told by the rows above it, which a row by itself has not.
    EXPECT_TRUE(is_there || record.refusal().code() == "key_repeated") << record.locator();
    const bool is_row = record.raw_media_type() == "application/vnd.helhet.rows+json";
    EXPECT_TRUE(is_row || host.Records().size() == 1) << record.locator();
  }
}

INSTANTIATE_TEST_SUITE_P(Records, Kept, ::testing::Values("notices", "ocds", "refused"), [](const auto& info) { return std::string(info.param); });

std::string ProblemOf(const std::string& settings) {
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  return connector.Configure(settings).ok() ? "" : host.problem().setting();
}

TEST(AgreementsSettings, LetNoFieldBeMappedThatIsNone) {
  EXPECT_EQ(ProblemOf(R"({"folder": "x"})"), "");
  EXPECT_EQ(ProblemOf(R"({"folder": "x", "fields": {"nummer": {"column": "Nr"}}})"), "settings.fields.nummer");
  EXPECT_EQ(ProblemOf(R"({})"), "settings.folder");
}

}  // namespace
}  // namespace helhet::agreements
