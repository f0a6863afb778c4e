// The decoder against published samples, in place. Skipped where the corpus is not at hand.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "helhet/testing/corpus_place.h"
#include "json_stat.h"

namespace helhet::jsonstat {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

class JsonStatCorpus : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto corpus = testing::CorpusPlace("pxweb");
    if (!corpus) GTEST_SKIP() << testing::kNoCorpus;
    folder_ = *corpus / "pxweb";
  }

  Dataset Read(const std::string& name) {
    auto dataset = DecodeDataset(ReadFile(folder_ / name));
    EXPECT_TRUE(dataset.ok()) << name << ": " << dataset.status().message();
    return dataset.ok() ? std::move(*dataset) : Dataset();
  }

  std::filesystem::path folder_;
};

// Comma-separated, with quotes around what holds a comma.
Rows ParseCsv(const std::string& text) {
  Rows rows;
  std::vector<std::string> row{""};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      row.emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back(std::exchange(row, {""}));
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  if (row.size() > 1) rows.push_back(row);
  return rows;
}

// A dataset as the tables beside the samples show it: labels, status where there is any, value.
Rows Table(const Dataset& dataset) {
  Rows rows(1);
  for (const Dimension& dimension : dataset.dimensions) rows[0].push_back(dimension.label);
  if (dataset.has_status()) rows[0].push_back("status");
  rows[0].push_back("value");
  for (size_t cell = 0; cell < dataset.cell_count(); ++cell) {
    auto& row = rows.emplace_back();
    const auto positions = dataset.Positions(cell);
    for (size_t i = 0; i < positions.size(); ++i) row.push_back(dataset.dimensions[i].categories[positions[i]].label);
    if (dataset.has_status()) row.emplace_back(dataset.status(cell));
    row.emplace_back(dataset.value(cell).text);
  }
  return rows;
}

void ExpectSameTable(const Rows& actual, const Rows& expected, const std::string& name) {
  ASSERT_EQ(actual.size(), expected.size()) << name;
  for (size_t i = 0; i < actual.size(); ++i) ASSERT_EQ(actual[i], expected[i]) << name << " line " << i + 1;
}

TEST_F(JsonStatCorpus, DecodesEverySampleToTheTableBesideIt) {
  const auto samples = folder_ / "json-stat-samples";
  int compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(samples)) {
    if (entry.path().extension() != ".csv") continue;
    auto sample = entry.path();
    sample.replace_extension(".json");
    const std::string name = entry.path().filename();
    // Two tables belong to one bundle of two datasets, numbered from the last.
    const bool of_bundle = name.rfind("oecd-canada-", 0) == 0;
    if (of_bundle) sample.replace_filename("oecd-canada.json");
    const auto document = Decode(ReadFile(sample));
    ASSERT_TRUE(document.ok()) << name << ": " << document.status().message();
    ASSERT_EQ(document->datasets.size(), of_bundle ? 2u : 1u) << name;
    ExpectSameTable(Table(document->datasets[name == "oecd-canada-1.csv" ? 1 : 0]), ParseCsv(ReadFile(entry.path())),
                    name);
    ++compared;
  }
  EXPECT_EQ(compared, 8);
}

TEST_F(JsonStatCorpus, AcceptsAndRefusesAsTheValidatorDoes) {
  const auto cases = nlohmann::json::parse(ReadFile(folder_ / "json-stat-validator" / "cases.json"));
  for (const auto& one : cases) {
    // A case without `valid` lists an error; one that is valid with a code is only warned of.
    const bool valid = one["expected"].value("valid", false);
    EXPECT_EQ(Decode(one["input"].dump()).ok(), valid) << one["id"];
  }
  EXPECT_GE(cases.size(), 18u);
}

TEST_F(JsonStatCorpus, DecodesEveryDatasetOfTheServices) {
  int decoded = 0;
  for (const char* service : {"ssb", "scb", "pxwebapi-tests"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / service)) {
      const std::string text = ReadFile(entry.path());
      if (entry.path().extension() != ".json" || nlohmann::json::parse(text).value("class", "") != "dataset") continue;
      const auto dataset = DecodeDataset(text);
      EXPECT_TRUE(dataset.ok()) << entry.path() << ": " << dataset.status().message();
      ++decoded;
    }
  }
  EXPECT_EQ(decoded, 8);
}

TEST_F(JsonStatCorpus, RefusesTheSpecificationsExampleWhoseSizesContradictIt) {
  const auto dataset = DecodeDataset(ReadFile(folder_ / "pxapispecs/table-metadata-example-jsonstat-nocomments.json"));
  EXPECT_EQ(dataset.status().message(), "json-stat: dimension 'Alder': 102 categories, but size says 1");
}

// Expectations below were read from the samples by eye.
TEST_F(JsonStatCorpus, PlacesCellsAndSymbolsOfARecordedAnswer) {
  const Dataset dataset = Read("ssb/ssb-v2-data-13615-status.json");
  ASSERT_EQ(dataset.cell_count(), 100u);
  // Produkter=04+05, NACE=01-03 is the fifth product's first row of five years.
  const size_t first = (4 * 2 + 0) * 5;
  EXPECT_EQ(dataset.dimensions[0].categories[4].code, "04+05");
  EXPECT_EQ(dataset.value(first).text, "152");
  EXPECT_EQ(dataset.value(first + 4).text, "129");
  // Produkter=07, NACE=50: figures for 2020 and 2021, then "not possible".
  const size_t heavy = (6 * 2 + 1) * 5;
  EXPECT_EQ(dataset.value(heavy).text, "22995");
  EXPECT_EQ(dataset.value(heavy + 2).kind, Value::Kind::kNull);
  EXPECT_EQ(dataset.status(heavy + 2), ".");
  // Produkter=08, NACE=01-03 in 2023 is a zero that was counted, not a missing figure.
  EXPECT_EQ(dataset.value(83).text, "0");
  EXPECT_EQ(dataset.status(83), "");
  EXPECT_EQ(dataset.dimensions[2].categories[0].unit, "1 000 liter");
  EXPECT_EQ(dataset.dimensions[2].Extension("measuringType/Petroleum"), "Flow");
}

TEST_F(JsonStatCorpus, ReadsWeeksWithTwoMeasuresInterleaved) {
  const Dataset dataset = Read("ssb/ssb-v2-data-03024-no.json");
  ASSERT_EQ(dataset.cell_count(), 192u);
  EXPECT_EQ(dataset.value(0).text, "11364") << "fresh, weight, first week";
  EXPECT_EQ(dataset.value(48).text, "125.36") << "fresh, price, first week";
  EXPECT_EQ(dataset.value(191).text, "77.24") << "frozen, price, week 48";
  EXPECT_EQ(dataset.dimensions[2].categories[47].code, "2025U48");
}

TEST_F(JsonStatCorpus, TellsTheTwoKindsOfMissingFigure) {
  const Dataset dataset = Read("ssb/ssb-v1-data-05300.json");
  EXPECT_EQ(dataset.status(71), ".");
  EXPECT_EQ(dataset.status(360), "..");
  EXPECT_EQ(dataset.value(360).kind, Value::Kind::kNull);
  EXPECT_EQ(dataset.value(0).text, "16");
}

TEST_F(JsonStatCorpus, ReadsMetadataWithElimination) {
  const Dataset dataset = Read("pxwebapi-tests/MetadataById_tab001_js2.json");
  EXPECT_EQ(dataset.cell_count(), 30u * 3 * 22 * 1 * 3);
  EXPECT_FALSE(dataset.has_values());
  EXPECT_EQ(dataset.dimensions[2].Extension("eliminationValueCode"), "TOTAL");
  EXPECT_EQ(dataset.dimensions[0].Extension("elimination"), "false");
  EXPECT_EQ(dataset.geo, std::vector<size_t>{0});
}

// The texts between the quotes of `KEYWORD("variable")=` in a PX file.
std::vector<std::string> PxTexts(const std::string& px, const std::string& keyword) {
  const size_t begin = px.find("\n" + keyword + "=");
  std::vector<std::string> texts;
  bool quoted = false;
  for (size_t i = begin + keyword.size() + 2; px[i] != ';' || quoted; ++i) {
    if (px[i] == '"') {
      quoted = !quoted;
      if (quoted) texts.emplace_back();
    } else if (quoted) {
      texts.back() += px[i];
    }
  }
  return texts;
}

TEST_F(JsonStatCorpus, AgreesWithThePxFileThatTheMetadataWasMadeFrom) {
  const Dataset dataset = Read("pxwebapi-tests/MetadataById_tab003_js2.json");
  const std::string px = ReadFile(folder_ / "pxwebapi-tests/TAB003.px");
  ASSERT_EQ(dataset.dimensions.size(), 4u);
  for (const Dimension& dimension : dataset.dimensions) {
    std::vector<std::string> codes, labels;
    for (const Category& category : dimension.categories) {
      codes.push_back(category.code);
      labels.push_back(category.label);
    }
    EXPECT_EQ(codes, PxTexts(px, "CODES(\"" + dimension.label + "\")"));
    EXPECT_EQ(labels, PxTexts(px, "VALUES(\"" + dimension.label + "\")"));
  }
}

}  // namespace
}  // namespace helhet::jsonstat
