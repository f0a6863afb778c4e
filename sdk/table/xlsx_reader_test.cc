#include "xlsx_reader.h"

#include "table_limits.h"
#include "test_workbook.h"
#include "xlsx_styles.h"

namespace helhet::sdk {
namespace {

// Reads all rows of «Data», or says why not.
Result<std::vector<TableRow>> Rows(const std::string& bytes, const std::string& sheet = "Data") {
  HELHET_ASSIGN_OR_RETURN(const auto reader, XlsxReader::Open(bytes, sheet));
  std::vector<TableRow> rows;
  TableRow row;
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const bool more, reader->Next(row));
    if (!more) return rows;
    rows.push_back(row);
  }
}

Cell OnlyCell(const std::string& cell, const std::string& workbook_settings = "<workbookPr/>") {
  TestWorkbook workbook("<row r=\"1\">" + cell + "</row>");
  std::string& part = workbook.parts["xl/workbook.xml"];
  part.replace(part.find("<workbookPr/>"), 13, workbook_settings);
  const auto rows = Rows(workbook.Bytes());
  EXPECT_TRUE(rows.ok()) << rows.status().message();
  if (!rows.ok() || rows->size() != 1 || rows->front().cells.size() != 1) return {};
  return rows->front().cells.front();
}

std::string ReasonFor(const std::string& bytes, const std::string& sheet = "Data") { return Rows(bytes, sheet).status().reason(); }

TEST(XlsxReader, ReadsEachTypeOfCell) {
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"s\"><v>0</v></c>"), (Cell{CellKind::kText, "Ordrenummer"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"s\"><v>1</v></c>"), (Cell{CellKind::kText, "Fet skrift"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"s\"><v>2</v></c>"), (Cell{CellKind::kText, "東京"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c>"), (Cell{CellKind::kText, "ab"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\"><v>1250.5</v></c>"), (Cell{CellKind::kNumber, "1250.5"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"b\"><v>1</v></c>"), (Cell{CellKind::kBoolean, "true"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>"), (Cell{CellKind::kError, "#N/A"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"d\"><v>2024-03-01T00:00:00</v></c>"), (Cell{CellKind::kDate, "2024-03-01"}));
}

TEST(XlsxReader, TakesTheValueThatAFormulaWasSavedWith) {
  EXPECT_EQ(OnlyCell("<c r=\"A1\"><f>B1*2</f><v>42</v></c>"), (Cell{CellKind::kNumber, "42"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"str\"><f>B1&amp;C1</f><v>ab</v></c>"), (Cell{CellKind::kText, "ab"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\"><f>SUM(B1:B9)</f></c>"), (Cell{CellKind::kUncalculated, "=SUM(B1:B9)"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\"><f>SUM(B1:B9)</f><v></v></c>"), (Cell{CellKind::kUncalculated, "=SUM(B1:B9)"}));
}

TEST(XlsxReader, TakesAFormulaThatGaveNoTextAsEmpty) {
  const auto rows = Rows(TestWorkbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>IF(B1,1,\"\")</f><v></v></c></row>").Bytes());
  ASSERT_TRUE(rows.ok());
  EXPECT_TRUE(rows->empty());
}

// Day numbers by ECMA-376 part 1, 18.17.4.1: 1 is 1900-01-01, 61 is 1900-03-01; from 1904, 0 is 1904-01-01.
TEST(XlsxReader, TellsDatesByTheirFormat) {
  EXPECT_EQ(OnlyCell("<c r=\"A1\" s=\"1\"><v>45352</v></c>"), (Cell{CellKind::kDate, "2024-03-01"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" s=\"1\"><v>45352.75</v></c>"), (Cell{CellKind::kDate, "2024-03-01"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" s=\"3\"><v>45352</v></c>"), (Cell{CellKind::kDate, "2024-03-01"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" s=\"2\"><v>45352</v></c>"), (Cell{CellKind::kNumber, "45352"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\"><v>45352</v></c>"), (Cell{CellKind::kNumber, "45352"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" s=\"4\"><v>0.5</v></c>"), (Cell{CellKind::kTime, "12:00:00"}));
  EXPECT_EQ(OnlyCell("<c r=\"A1\" s=\"1\"><v>43890</v></c>", "<workbookPr date1904=\"1\"/>"), (Cell{CellKind::kDate, "2024-03-01"}));
  EXPECT_EQ(DayOfSerial(1, false), "1900-01-01");
  EXPECT_EQ(DayOfSerial(59, false), "1900-02-28");
  EXPECT_EQ(DayOfSerial(60, false), "");
  EXPECT_EQ(DayOfSerial(61, false), "1900-03-01");
  EXPECT_EQ(DayOfSerial(0, true), "1904-01-01");
}

TEST(XlsxReader, KnowsFormatsOfDaysFromOthers) {
  for (const char* format : {"dd.mm.yyyy", "yyyy\\-mm\\-dd hh:mm", "[$-414]d. mmmm yyyy;@", "mmm"}) {
    EXPECT_EQ(KindOfFormat(format), CellKind::kDate) << format;
  }
  for (const char* format : {"hh:mm", "[h]:mm:ss", "mm:ss"}) EXPECT_EQ(KindOfFormat(format), CellKind::kTime) << format;
  for (const char* format : {"General", "0.00", "#,##0.00 \"d\"", "[Red]0;\\d0", "0.00E+00", "_(* #,##0_)"}) {
    EXPECT_EQ(KindOfFormat(format), CellKind::kNumber) << format;
  }
}

// As the binary number nearest to what was typed is written: with 17 digits.
TEST(XlsxReader, ShowsNumbersAsTheyWereTyped) {
  EXPECT_EQ(DecimalOfSaved("0.10000000000000001"), "0.1");
  EXPECT_EQ(DecimalOfSaved("1250.8499999999999"), "1250.85");
  EXPECT_EQ(DecimalOfSaved("1.2345E3"), "1234.5");
  EXPECT_EQ(DecimalOfSaved("-2.5E-2"), "-0.025");
  EXPECT_EQ(DecimalOfSaved("991825827"), "991825827");
  EXPECT_EQ(DecimalOfSaved("0"), "0");
  EXPECT_EQ(DecimalOfSaved("1e400"), "");
  EXPECT_EQ(DecimalOfSaved("nan"), "");
  EXPECT_EQ(DecimalOfSaved("12 kr"), "");
}

TEST(XlsxReader, PlacesCellsByTheirReferences) {
  const auto rows = Rows(TestWorkbook("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>").Bytes());
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].number, 3u);
  EXPECT_EQ((*rows)[0].At(0), Cell());
  EXPECT_EQ((*rows)[0].At(1).text, "1");
  EXPECT_EQ((*rows)[0].At(2).text, "2");
  EXPECT_EQ((*rows)[1].number, 4u);
  EXPECT_EQ(ColumnOfPlace("AB12"), 27u);
  EXPECT_EQ(ColumnLetters(27), "AB");
}

TEST(XlsxReader, FindsASheetByNameOrNumber) {
  const std::string bytes = TestWorkbook("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").Bytes();
  EXPECT_EQ(Rows(bytes, "")->front().At(0).text, "forside");
  EXPECT_EQ(Rows(bytes, "data")->front().At(0).text, "7");
  EXPECT_EQ(Rows(bytes, "2")->front().At(0).text, "7");
  const Status status = Rows(bytes, "Ordrer").status();
  EXPECT_EQ(status.reason(), "sheet_missing");
  EXPECT_EQ(status.message(), "no sheet 'Ordrer'; the workbook has 'Forside', 'Data'");
  EXPECT_EQ(ReasonFor(bytes, "3"), "sheet_missing");
}

TEST(XlsxReader, ReadsElementsWhateverTheirPrefix) {
  TestWorkbook workbook("");
  workbook.parts["xl/worksheets/sheet2.xml"] =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  EXPECT_EQ(Rows(workbook.Bytes())->front().At(0).text, "5");
}

TEST(XlsxReader, TellsOfASharedTextThatIsNotThere) {
  EXPECT_EQ(OnlyCell("<c r=\"A1\" t=\"s\"><v>99</v></c>").kind, CellKind::kError);
}

TEST(XlsxReader, RefusesByNameWhatOnlyLooksLikeAWorkbook) {
  EXPECT_EQ(ReasonFor(Zipped({{"xl/workbook.bin", "x"}})), "xlsb_unsupported");
  EXPECT_EQ(ReasonFor(Zipped({{"content.xml", "x"}, {"mimetype", "x"}})), "ods_unsupported");
  EXPECT_EQ(ReasonFor(Zipped({{"faktura.xml", "x"}})), "not_a_table");
  EXPECT_EQ(ReasonFor("\xD0\xCF\x11\xE0 Workbook"), "xls_unsupported");
  std::string encrypted = "\xD0\xCF\x11\xE0";
  for (const char c : std::string("EncryptedPackage")) encrypted += {c, '\0'};
  EXPECT_EQ(ReasonFor(encrypted), "xlsx_encrypted");
}

TEST(XlsxReader, RefusesADamagedWorkbook) {
  const std::string whole = TestWorkbook("<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>").Bytes();
  EXPECT_EQ(ReasonFor(whole.substr(0, whole.size() / 2)), "xlsx_damaged");
  TestWorkbook missing("");
  missing.parts.erase("xl/worksheets/sheet2.xml");
  EXPECT_EQ(ReasonFor(missing.Bytes()), "xlsx_damaged");
  TestWorkbook broken("<row r=\"1\"><c r=\"A1\">");
  EXPECT_EQ(ReasonFor(broken.Bytes()), "xlsx_damaged");
  TestWorkbook deep("");
  std::string elements;
  for (int i = 0; i <= kWorkbookDepth; ++i) elements += "<a>";
  deep.parts["xl/worksheets/sheet2.xml"] = elements;
  EXPECT_EQ(ReasonFor(deep.Bytes()), "xlsx_damaged");
}

TEST(XlsxReader, RefusesADocumentTypeBeforeItsEntitiesGrow) {
  TestWorkbook workbook("");
  workbook.parts["xl/worksheets/sheet2.xml"] = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>" + TestWorkbook::Sheet("<row><c><v>&c;</v></c></row>");
  const Status status = Rows(workbook.Bytes()).status();
  EXPECT_EQ(status.reason(), "xlsx_damaged");
  EXPECT_NE(status.message().find("document type"), std::string::npos) << status.message();
}

// 20 MiB of blanks become some 20 KiB.
TEST(XlsxReader, RefusesASheetThatExpandsBeyondMeasure) {
  TestWorkbook workbook("");
  workbook.parts["xl/worksheets/sheet2.xml"] = TestWorkbook::Sheet(std::string(20u << 20, ' '));
  EXPECT_EQ(ReasonFor(workbook.Bytes()), "xlsx_bomb");
  TestWorkbook styles("");
  styles.parts["xl/styles.xml"] += std::string(kPartBytes, ' ');
  EXPECT_EQ(ReasonFor(styles.Bytes()), "xlsx_bomb");
}

TEST(XlsxReader, HoldsRowsColumnsAndCellsToTheirLimits) {
  EXPECT_EQ(ReasonFor(TestWorkbook("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>").Bytes()), "too_many_rows");
  EXPECT_EQ(ReasonFor(TestWorkbook("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>").Bytes()), "too_many_columns");
  EXPECT_EQ(ReasonFor(TestWorkbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + std::string(kCellBytes + 1, 'x') + "</v></c></row>").Bytes()),
            "cell_too_large");
}

}  // namespace
}  // namespace helhet::sdk
