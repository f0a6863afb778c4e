#include "helhet/table/table_records.h"

#include <gtest/gtest.h>

#include "row_form.h"
#include "table_limits.h"
#include "test_workbook.h"

namespace helhet::sdk {
namespace {

constexpr const char* kOrders = R"({"key": ["Nr"], "fields": {"number": {"column": "Nr"}, "buyer_organisation_number": {"value": "938587051"}},
                                    "lines": {"lines": {"line_id": {"column": "Linje"}, "quantity_micros": {"column": "Antall"}}}})";
constexpr const char* kAgreements = R"({"fields": {"number": {"column": "Nr"}, "supplier_name": {"column": "Leverandør", "each": ";"}}})";

std::vector<plugin::v1::Record> Records(const std::string& kind, const std::string& settings, const std::string& locator, const std::string& bytes) {
  const Settings parsed = *Settings::Parse(settings, {}, "5037", "c", "");
  auto mapping = FactMapping::From(parsed, kind);
  EXPECT_TRUE(mapping.ok()) << mapping.status().message();
  const TableRecords tables(kind, *TableFormat::From(parsed), *std::move(mapping));
  FolderDocument document;
  document.locator = locator;
  document.bytes = bytes;
  document.source_time_us = 17;
  std::vector<plugin::v1::Record> records;
  EXPECT_TRUE(tables.Read(std::move(document), [&](plugin::v1::Record record) {
    records.push_back(std::move(record));
    return OkStatus();
  }).ok());
  return records;
}

// One word for each record: its key, or the code of its refusal.
std::vector<std::string> Words(const std::vector<plugin::v1::Record>& records) {
  std::vector<std::string> words;
  for (const auto& record : records) words.push_back(record.has_fact() ? record.natural_key() : record.refusal().code() + " " + record.locator());
  return words;
}

using Strings = std::vector<std::string>;

TEST(TableRecords, PutsRowsOfOneKeyTogetherWhereverTheyStand) {
  const auto records = Records("order", kOrders, "o.csv", "Nr;Linje;Antall\n7;1;2\n8;1;1\n7;2;3\n");
  ASSERT_EQ(Words(records), (Strings{"7", "8"}));
  EXPECT_EQ(records[0].fact().order().lines_size(), 2);
  EXPECT_EQ(records[0].business_key(), "order/938587051/7");
  EXPECT_EQ(records[0].locator(), "o.csv, row 2");
  EXPECT_EQ(records[0].source_time_us(), 17);
}

TEST(TableRecords, RefusesARowWithTheKeyOfAnEarlierOne) {
  const auto records = Records("agreement", kAgreements, "a.csv", "Nr;Leverandør\n7;A\n7;B\n7;A\n");
  ASSERT_EQ(Words(records), (Strings{"agreement/7/A", "agreement/7/B", "key_repeated a.csv, row 4"}));
  EXPECT_EQ(records[2].refusal().what(), "a.csv: row 4: the same key as row 2, 'agreement/7/A'");
}

TEST(TableRecords, RefusesARowThatNothingTellsFromOthers) {
  EXPECT_EQ(Words(Records("agreement", kAgreements, "a.csv", "Nr;Leverandør\n7;\n")), (Strings{"key_missing a.csv, row 2"}));
  EXPECT_EQ(Words(Records("order", kOrders, "o.csv", "Nr;Linje;Antall\n;1;2\n7;1;2\n")), (Strings{"key_missing o.csv, row 2", "7"}));
  EXPECT_EQ(Words(Records("agreement", kAgreements, "a.csv", "Nr;Leverandør\n" + std::string(1000, '7') + ";A\n")), (Strings{"identity_too_long a.csv, row 2"}));
}

// With lines a fact of which rows are missing would pass for the whole.
TEST(TableRecords, GivesNoFactOfSeveralRowsWhenTheTableBreaksOff) {
  const std::string broken = "Nr;Linje;Antall\n7;1;2\n\"7;2;3\n";
  EXPECT_EQ(Words(Records("order", kOrders, "o.csv", broken)), (Strings{"csv_malformed o.csv"}));
  EXPECT_EQ(Words(Records("agreement", R"({"fields": {"number": {"column": "Nr"}, "supplier_name": {"column": "Linje"}}})", "o.csv", broken)),
            (Strings{"agreement/7/1", "csv_malformed o.csv"}));
}

TEST(TableRecords, ReadsAKeptRowAsTheFileWasRead) {
  const std::string csv = "Nr;Linje;Antall;Ubrukt\n7;1;2;a\n8;1;x;b\n7;2;3;c\n";
  const auto records = Records("order", kOrders, "o.csv", csv);
  ASSERT_EQ(Words(records), (Strings{"7", "value_unreadable o.csv, row 3"}));
  for (const auto& record : records) {
    EXPECT_TRUE(TableRecords::IsKeptRows(record.raw()));
    EXPECT_EQ(record.raw_media_type(), kRowFormMediaType);
    auto again = Records("order", kOrders, record.locator(), record.raw());
    ASSERT_EQ(again.size(), 1u);
    EXPECT_EQ(again[0].SerializeAsString(), record.SerializeAsString());
  }
  // A mapping that is made later finds columns that none was mapped from.
  const auto remapped = Records("order", R"({"fields": {"number": {"column": "Ubrukt"}}, "key": ["Ubrukt"]})", "o.csv, row 3", records[1].raw());
  EXPECT_EQ(Words(remapped), (Strings{"b"}));
}

TEST(TableRecords, KeepsWhatAWorkbookKnowsOfItsCells) {
  const RowForm form{"o.xlsx", "Ark1", {"A", "B"}, {{7, {{CellKind::kText, "a \"b\""}, {CellKind::kNumber, "1.5"}, {CellKind::kDate, "2024-03-01"},
                                                       {CellKind::kTime, "12:00:00"}, {CellKind::kBoolean, "true"}, {CellKind::kError, "#N/A"},
                                                       {CellKind::kUncalculated, "=A1"}, {}}}}};
  const auto again = RowForm::Parse(form.Text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->table, "o.xlsx");
  EXPECT_EQ(again->columns, form.columns);
  ASSERT_EQ(again->rows.size(), 1u);
  EXPECT_EQ(again->rows[0].number, 7u);
  EXPECT_EQ(again->rows[0].cells, form.rows[0].cells);
  EXPECT_EQ(again->Locator(), "o.xlsx, Ark1, row 7");
  for (const char* other : {"", "{\"helhet_rows\":1,", "{\"helhet_rows\":1,\"table\":1}", "Nr;Linje\n", R"({"helhet_rows":1,"table":"","sheet":"","columns":[],"rows":[]})",
                            R"({"helhet_rows":1,"table":"","sheet":"","columns":[],"rows":[{"row":1,"cells":[7]}]})"}) {
    EXPECT_FALSE(RowForm::Parse(other)) << other;
  }
}

TEST(TableRecords, NamesFileSheetRowAndColumnOfWhatItCannotMap) {
  const std::string header = "<row r=\"1\"><c t=\"inlineStr\"><is><t>Nr</t></is></c><c t=\"inlineStr\"><is><t>Linje</t></is></c><c t=\"inlineStr\"><is><t>Antall</t></is></c></row>";
  TestWorkbook workbook(header + "<row r=\"2\"><c><v>7</v></c><c><v>1</v></c><c><f>SUM(A1:A9)</f></c></row><row r=\"3\"><c><v>8</v></c><c><v>1</v></c><c><f>1+1</f><v>2</v></c></row>");
  std::string settings = kOrders;
  settings.insert(1, R"("sheet": "Data", )");
  const auto records = Records("order", settings, "o.xlsx", workbook.Bytes());
  ASSERT_EQ(Words(records), (Strings{"formula_not_calculated o.xlsx, Data, row 2", "8"}));
  EXPECT_EQ(records[0].refusal().what(), "o.xlsx, Data: row 2, column 'Antall': '=SUM(A1:A9)' is a formula that was saved without its value");
  EXPECT_EQ(records[1].fact().order().lines(0).quantity_micros(), 2'000'000);
}

TEST(TableRecords, KeepsTheBytesOfATableThatItCannotRead) {
  const auto records = Records("order", kOrders, "o.csv", "Nr;Antall\n7;1\n");
  ASSERT_EQ(Words(records), (Strings{"columns_missing o.csv"}));
  EXPECT_EQ(records[0].raw(), "Nr;Antall\n7;1\n");
  EXPECT_EQ(records[0].natural_key(), "o.csv");
}

TEST(TableRecords, RefusesAFactOfTooManyRowsAndKeepsTheOthers) {
  std::string csv = "Nr;Linje;Antall\n8;1;1\n";
  for (size_t bytes = 0; bytes <= kFactRowsBytes; bytes += sizeof(TableRow) + 3 * sizeof(Cell)) csv += "7;1;1\n";
  const auto records = Records("order", kOrders, "o.csv", csv);
  EXPECT_EQ(Words(records), (Strings{"8", "too_large o.csv, row 3"}));
}

}  // namespace
}  // namespace helhet::sdk
