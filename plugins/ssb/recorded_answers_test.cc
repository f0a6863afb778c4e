// Answers recorded from SSB, put through the whole connector as saved answers, in place. Skipped where the
// corpus is not at hand. What is expected is worked out here from the JSON alone.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "helhet/testing/corpus_place.h"
#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ssb {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class RecordedAnswer : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const auto corpus = testing::CorpusPlace("pxweb/ssb");
    if (!corpus) GTEST_SKIP() << testing::kNoCorpus;
    const fs::path file = *corpus / "pxweb/ssb" / (std::string("ssb-v2-data-") + GetParam() + ".json");
    answer_ = json::parse(std::ifstream(file));
    char name[] = "/tmp/helhet-ssb-XXXXXX";
    folder_ = mkdtemp(name);
    const fs::path table = folder_ / "tables/1";
    fs::create_directories(table);
    fs::copy(file, table / "data.json");
    fs::copy(file, table / "metadata.json");
    std::ofstream(table / "table.json") << json(
        {{"id", "1"}, {"label", answer_["label"]}, {"updated", answer_["updated"]}});
  }
  void TearDown() override { fs::remove_all(folder_); }

  // `variable=code|…|period` -> what the cell holds, walked as an odometer whose last wheel turns fastest.
  std::map<std::string, std::string> Expected() const;

  json answer_;
  fs::path folder_;
};

std::string Shown(const json& value, const std::string& symbol) {
  if (value.is_null()) return "none " + symbol;
  return std::to_string(std::llround(value.get<double>() * 1e6)) + " " + symbol;
}

std::map<std::string, std::string> RecordedAnswer::Expected() const {
  std::vector<std::vector<std::string>> codes;
  for (const auto& id : answer_["id"]) {
    auto& list = codes.emplace_back(answer_["dimension"][id]["category"]["index"].size());
    for (const auto& [code, position] : answer_["dimension"][id]["category"]["index"].items()) {
      list[position.get<size_t>()] = code;
    }
  }
  std::map<std::string, std::string> expected;
  std::vector<size_t> wheel(codes.size());
  for (size_t cell = 0; cell < answer_["value"].size(); ++cell) {
    std::map<std::string, std::string> assignments;
    for (size_t i = 0; i < codes.size(); ++i) assignments[answer_["id"][i]] = codes[i][wheel[i]];
    const std::string period = assignments["Tid"];
    assignments.erase("Tid");
    std::string key;
    for (const auto& [variable, code] : assignments) key += (key.empty() ? "" : ";") + variable + "=" + code;
    const std::string symbol = answer_.contains("status") ? answer_["status"].value(std::to_string(cell), "") : "";
    expected["ssb/1/" + key + "/" + period] = Shown(answer_["value"][cell], symbol);
    for (size_t i = codes.size(); i-- > 0 && ++wheel[i] == codes[i].size();) wheel[i] = 0;
  }
  return expected;
}

TEST_P(RecordedAnswer, GivesEachCellOnceWithItsFigureOrItsSymbol) {
  json selection = json::object();
  for (const auto& id : answer_["id"]) selection[id] = {"*"};
  testing::FakeHost host;
  testing::ConnectorDriver connector(helhet_plugin_entry(), host);
  ASSERT_TRUE(
      connector
          .Configure(json({{"folder", folder_.string()}, {"tables", {{{"id", "1"}, {"selection", selection}}}}}).dump())
          .ok());
  ASSERT_TRUE(connector.Read().ok()) << host.problem().what();
  std::map<std::string, std::string> actual;
  for (const auto& record : host.Records()) {
    const auto& statistic = record.fact().statistic();
    actual[record.natural_key()] = (statistic.has_value_micros() ? std::to_string(statistic.value_micros()) : "none") +
                                   " " + statistic.status_symbol();
    EXPECT_FALSE(statistic.period_start().empty());
    EXPECT_EQ(record.fact().flags_size(), 0);
  }
  EXPECT_EQ(actual, Expected());
}

INSTANTIATE_TEST_SUITE_P(Ssb, RecordedAnswer, ::testing::Values("03024-no", "09654-monthly", "11118", "13615-status"));

}  // namespace
}  // namespace helhet::ssb
