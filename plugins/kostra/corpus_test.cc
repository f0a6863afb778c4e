// Reads the published sample, in place, and holds what comes against its bytes.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "helhet/testing/corpus_place.h"
#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::kostra {
namespace {

TEST(KostraCorpus, ReadsTheSampleThatMustValidateAndRefusesTheRest) {
  const auto corpus = testing::CorpusPlace("kostra");
  if (!corpus) GTEST_SKIP() << testing::kNoCorpus;
  testing::FakeHost host;
  testing::ConnectorDriver kostra(helhet_plugin_entry(), host);
  ASSERT_TRUE(kostra.Configure("{\"folder\": \"" + (*corpus / "kostra").string() + "\"}").ok());
  ASSERT_TRUE(kostra.Read().ok());

  // Kroner per function and art, as the lines say. No combination comes twice in this file.
  std::map<std::string, int64_t> expected;
  std::ifstream file(*corpus / "kostra/0A_V2019_K4_R040200_OK.dat");
  for (std::string line; std::getline(file, line);) {
    const int64_t thousands = std::stol(line.substr(39));
    const std::string function = line.substr(32, line.find(' ', 32) - 32);
    if (thousands != 0) expected["art=" + line.substr(36, 3) + ";funksjon=" + function + ";kontoklasse=" + line[31]] = thousands * 1000;
  }
  ASSERT_EQ(expected.size(), 1574u);

  int refused = 0;
  for (const auto& record : host.Records()) {
    if (record.has_refusal()) {
      ++refused;
      EXPECT_EQ(record.locator(), "file_description_Regnskap.yaml");
      EXPECT_EQ(record.refusal().code(), "not_a_kostra_extract");
      continue;
    }
    const auto& figure = record.fact().statistic();
    const auto found = expected.find(figure.variable_codes());
    ASSERT_NE(found, expected.end()) << figure.variable_codes();
    EXPECT_EQ(figure.value_micros(), found->second * 1'000'000);
    EXPECT_EQ(figure.period(), "2019K4");
    EXPECT_EQ(figure.period_start(), "2019-10-01");
    EXPECT_EQ(figure.region_code(), "040200");
    EXPECT_EQ(record.fact().flags_size(), 0) << record.fact().flags(0).what();
    expected.erase(found);
  }
  EXPECT_EQ(refused, 1);
  EXPECT_TRUE(expected.empty()) << expected.begin()->first << " was not read";
}

}  // namespace
}  // namespace helhet::kostra
