#include "helhet/table/table_reader.h"

#include <gtest/gtest.h>

#include "helhet/table/blanks.h"
#include "test_workbook.h"

namespace helhet::sdk {
namespace {

const std::vector<WantedColumn> kWanted = {{{"Ordrenummer", "Ordrenr"}, true}, {{"Dato"}, true}, {{"Merknad"}, false}};

// The names of the columns and the rows, or why not.
std::string Table(std::string_view bytes, const TableFormat& format = {}, const std::vector<WantedColumn>& wanted = kWanted) {
  auto table = TableReader::Open(bytes, format, wanted);
  if (!table.ok()) return table.status().reason() + ": " + table.status().message();
  std::string text;
  for (const std::string& name : table->columns().names()) text += name + "|";
  TableRow row;
  while (*table->Next(row)) {
    text += " " + std::to_string(row.number) + ":";
    for (const Cell& cell : row.cells) text += cell.text + "|";
  }
  return text;
}

TEST(TableReader, FindsTheHeaderBelowATitleByItsNames) {
  EXPECT_EQ(Table("Ordrer;;\nUttrekk;1.3.2024;\nORDRENR;Dato ;Sum\n1;2.3.2024;5\n"), "ORDRENR|Dato|Sum| 4:1|2.3.2024|5|");
}

TEST(TableReader, TakesTheRowThatIsStatedAsHeader) {
  TableFormat format;
  format.header_row = 2;
  EXPECT_EQ(Table("Ordrenr;Dato\nOrdrenummer;Dato\n1;2\n", format), "Ordrenummer|Dato| 3:1|2|");
  format.header_row = 9;
  EXPECT_TRUE(Table("Ordrenr;Dato\n1;2\n", format).starts_with("header_missing: "));
}

TEST(TableReader, DetectsTheDelimiterByTheHeader) {
  for (const char* delimiter : {";", ",", "\t", "|"}) {
    const std::string d = delimiter;
    EXPECT_EQ(Table("Ordrenr" + d + "Dato" + d + "Sum\n1" + d + "2" + d + "3\n"), "Ordrenr|Dato|Sum| 2:1|2|3|") << d;
  }
  EXPECT_EQ(Table("sep=#\nOrdrenr#Dato\n1#2\n"), "Ordrenr|Dato| 3:1|2|");
  // More commas than semicolons, and yet.
  EXPECT_EQ(Table("Ordrenr;Dato;a, b, c, d\n1;2;3,5\n"), "Ordrenr|Dato|a, b, c, d| 2:1|2|3,5|");
}

TEST(TableReader, NamesTheColumnsThatAreMissingAndThoseThere) {
  EXPECT_EQ(Table("Ordrer\nOrdrenr;Ordredato;Sum\n1;2;3\n"), "columns_missing: no column 'Dato'; row 2 has 'Ordrenr', 'Ordredato', 'Sum'");
  EXPECT_EQ(Table("Nr;Dato\n1;2\n"), "columns_missing: no column 'Ordrenummer' or 'Ordrenr'; row 1 has 'Nr', 'Dato'");
}

TEST(TableReader, RefusesANameThatStandsTwiceOnlyWhenItIsWanted) {
  EXPECT_EQ(Table("Ordrenr;Dato;Dato\n1;2;3\n"), "column_ambiguous: row 1: more than one column is named 'Dato'");
  EXPECT_EQ(Table("Ordrenr;Dato;Sum;Sum\n1;2;3;4\n"), "Ordrenr|Dato|Sum|Sum| 2:1|2|3|4|");
}

TEST(TableReader, ComparesNamesWithoutCaseBlanksAndBreaks) {
  EXPECT_EQ(ColumnKey("  År og\n måned "), ColumnKey("ÅR OG MÅNED"));
  EXPECT_NE(ColumnKey("År"), ColumnKey("Ar"));
}

TEST(TableReader, ReadsTheStatedSheetOfAWorkbook) {
  TableFormat format;
  format.sheet = "Data";
  const auto row = [](int number, const std::string& a, const std::string& b) {
    return "<row r=\"" + std::to_string(number) + "\"><c t=\"inlineStr\"><is><t>" + a + "</t></is></c><c t=\"inlineStr\"><is><t>" + b + "</t></is></c></row>";
  };
  EXPECT_EQ(Table(TestWorkbook(row(2, "Ordrenr", "Dato") + row(3, "1", "2")).Bytes(), format), "Ordrenr|Dato| 3:1|2|");
}

TEST(TableReader, RefusesFilesOfOtherKindsByName) {
  EXPECT_EQ(Table("%PDF-1.7"), "not_a_table: a PDF document, not a table");
  EXPECT_EQ(Table(" <html><table>"), "not_a_table: a web page or another XML document, not a table");
  EXPECT_EQ(Table(""), "no_rows: the table is empty");
}

TEST(TableFormat, RefusesSettingsThatMeanNothing) {
  const auto problem = [](const std::string& json) { return TableFormat::From(*Settings::Parse(json, {}, "5037", "c", "")).status().setting(); };
  EXPECT_EQ(problem(R"({"delimiter": ";;"})"), "settings.delimiter");
  EXPECT_EQ(problem(R"({"encoding": "ebcdic"})"), "settings.encoding");
  EXPECT_EQ(problem(R"({"header_row": -1})"), "settings.header_row");
  EXPECT_EQ(problem(R"({"delimiter": "tab", "encoding": "utf-16", "header_row": 3, "sheet": "2"})"), "");
}

}  // namespace
}  // namespace helhet::sdk
