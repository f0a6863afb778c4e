#include "csv_reader.h"

#include <gtest/gtest.h>

#include "table_limits.h"

namespace helhet::sdk {
namespace {

// Rows as `number: a|b`, and at the end what stopped the reading.
std::vector<std::string> Rows(std::string_view text, char delimiter = ';') {
  CsvReader reader(text, delimiter);
  std::vector<std::string> rows;
  TableRow row;
  while (true) {
    const Result<bool> more = reader.Next(row);
    if (!more.ok()) rows.push_back(more.status().reason() + ": " + more.status().message());
    if (!more.ok() || !*more) return rows;
    std::string line = std::to_string(row.number) + ": ";
    for (size_t i = 0; i < row.cells.size(); ++i) line += (i == 0 ? "" : "|") + row.cells[i].text;
    rows.push_back(line);
  }
}

using Lines = std::vector<std::string>;

TEST(CsvReader, ReadsLinesOfAllSystems) {
  EXPECT_EQ(Rows("a;b\r\nc;d\ne;f\rg;h"), (Lines{"1: a|b", "2: c|d", "3: e|f", "4: g|h"}));
}

TEST(CsvReader, KeepsDelimitersBreaksAndQuotesInQuotes) {
  EXPECT_EQ(Rows("\"a;b\";\"say \"\"hi\"\"\"\r\n\"two\nlines\";c\nd"), (Lines{"1: a;b|say \"hi\"", "2: two\nlines|c", "4: d"}));
}

TEST(CsvReader, TakesAQuoteInsideACellAsAQuote) { EXPECT_EQ(Rows("19\" skjerm;b\n\"a\" b;c"), (Lines{"1: 19\" skjerm|b", "2: a b|c"})); }

TEST(CsvReader, KeepsEmptyCellsAndLeavesOutEmptyRows) {
  EXPECT_EQ(Rows(";a;\n;;\n\n \n;;b"), (Lines{"1: |a|", "5: ||b"}));
}

TEST(CsvReader, TakesBlanksAroundCellsAway) { EXPECT_EQ(Rows(" a ;\xC2\xA0" "b\xE2\x80\xAF"), (Lines{"1: a|b"})); }

TEST(CsvReader, LeavesOutTheLineThatStatesTheDelimiter) {
  EXPECT_EQ(Rows("sep=,\r\na,b", ','), (Lines{"2: a|b"}));
  EXPECT_EQ(StatedDelimiter("sep=,\r\na,b"), ',');
  EXPECT_EQ(StatedDelimiter("separat;b"), '\0');
}

TEST(CsvReader, RefusesAQuoteThatIsNeverClosed) {
  EXPECT_EQ(Rows("a;b\nc;\"d\ne;f"), (Lines{"1: a|b", "csv_malformed: line 2: a quote opens there and is never closed"}));
}

TEST(CsvReader, HoldsCellsAndColumnsToTheirLimits) {
  EXPECT_TRUE(Rows(std::string(kCellBytes + 1, 'x')).at(0).starts_with("cell_too_large: line 1, column 1"));
  EXPECT_TRUE(Rows(std::string(kTableColumns, ';')).at(0).starts_with("too_many_columns: line 1"));
  EXPECT_EQ(Rows("a" + std::string(kTableColumns - 1, ';')).size(), 1u);
}

TEST(CsvReader, HoldsRowsToTheirLimit) {
  std::string text;
  for (uint32_t i = 0; i <= kTableRows; ++i) text += "a\n";
  CsvReader reader(text, ';');
  TableRow row;
  for (uint32_t i = 0; i < kTableRows; ++i) ASSERT_TRUE(*reader.Next(row));
  EXPECT_EQ(reader.Next(row).status().reason(), "too_many_rows");
}

}  // namespace
}  // namespace helhet::sdk
