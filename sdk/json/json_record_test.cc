#include "helhet/json/json_record.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

Cell CellAt(const std::string& json, const std::string& path) {
  const auto record = ParseJson(json);
  EXPECT_TRUE(record.ok()) << record.status().message();
  return CellOf(At(*record, path), true);
}

TEST(JsonRecord, FindsValuesByPath) {
  const std::string json = R"({"a": {"b": [{"c": "x"}, {"c": "y"}]}})";
  EXPECT_EQ(CellAt(json, "a.b.1.c"), (Cell{CellKind::kText, "y"}));
  for (const char* path : {"a.b.2.c", "a.b.c", "a.x", "x", "a.b.-1.c", "a.b.0x.c", "a.b.1.c.d"}) EXPECT_TRUE(CellAt(json, path).empty()) << path;
}

TEST(JsonRecord, WritesNumbersAsTheyWereWritten) {
  // Shortest digits, no exponent: what a person would have written.
  for (const char* number : {"0.1", "1234.56", "-90.02", "12345678901234.5", "9007199254740993", "0"}) {
    EXPECT_EQ(CellAt(std::string("{\"a\": ") + number + "}", "a"), (Cell{CellKind::kNumber, number}));
  }
  EXPECT_EQ(CellAt(R"({"a": 1e3})", "a").text, "1000");
  EXPECT_EQ(CellAt(R"({"a": 2.5e-7})", "a").text, "0.00000025");
}

TEST(JsonRecord, TellsNumbersInTextsFromNumbersOfThings) {
  EXPECT_EQ(CellAt(R"({"a": "1234.50"})", "a").kind, CellKind::kNumber);
  for (const char* text : {"00123", "123", "1.2.3", "01.5", ".5", "5.", "2024-03-01", "1,5"}) {
    EXPECT_EQ(CellAt(std::string("{\"a\": \"") + text + "\"}", "a"), (Cell{CellKind::kText, text}));
  }
}

TEST(JsonRecord, TakesNothingForEmpty) {
  for (const char* value : {"null", "\"\"", "\"  \"", "{}", "[]", "[{}]"}) {
    EXPECT_TRUE(CellAt(std::string("{\"a\": ") + value + "}", "a").empty()) << value;
  }
  EXPECT_EQ(CellAt(R"({"a": ["x", 2, null]})", "a").text, "x,2");
}

TEST(JsonRecord, MakesARowForEachLine) {
  const auto record = ParseJson(R"({"nr": 1, "rows": [{"id": "a"}, {"id": "b"}]})");
  const auto rows = RowsOf(*record, {.lines_at = "rows"}, {"nr", "rows.id"});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].cells, (std::vector<Cell>{{CellKind::kNumber, "1"}, {CellKind::kText, "b"}}));
  EXPECT_EQ(RowsOf(*ParseJson(R"({"nr": 1})"), {.lines_at = "rows"}, {"nr", "rows.id"}).size(), 1u) << "a record without lines is one too";
}

TEST(JsonRecord, RefusesWhatIsNoJson) {
  EXPECT_EQ(ParseJson("{").status().reason(), "not_json");
  EXPECT_EQ(ParseJson("\"\xff\"").status().reason(), "not_json");
  EXPECT_TRUE(ParseJson(std::string(90, '[') + std::string(90, ']')).ok());
  EXPECT_EQ(ParseJson(std::string(1'000'000, '[')).status().reason(), "json_too_deep");
}

}  // namespace
}  // namespace helhet::sdk
