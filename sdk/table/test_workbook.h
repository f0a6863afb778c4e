// For tests: workbooks made from the XML of their parts.
#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <string>

namespace helhet::sdk {

// The bytes of a zip file with these parts.
inline std::string Zipped(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
  }
  EXPECT_EQ(zip_close(archive), 0);
  std::string bytes;
  EXPECT_EQ(zip_source_open(target), 0);
  zip_source_seek(target, 0, SEEK_END);
  bytes.resize(static_cast<size_t>(zip_source_tell(target)));
  zip_source_seek(target, 0, SEEK_SET);
  EXPECT_EQ(zip_source_read(target, bytes.data(), bytes.size()), static_cast<int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

// A workbook with the sheets «Forside» and «Data», of which the latter has the rows given. Change its parts, then Bytes().
struct TestWorkbook {
  explicit TestWorkbook(const std::string& rows) {
    const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    parts["_rels/.rels"] = relations + "<Relationship Id=\"r1\" Type=\"" + types + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    parts["xl/workbook.xml"] = "<workbook" + main + " xmlns:r=\"" + types + "\"><workbookPr/><sheets><sheet name=\"Forside\" sheetId=\"1\" r:id=\"r1\"/>"
                               "<sheet name=\"Data\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = relations +
        "<Relationship Id=\"r1\" Type=\"" + types + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"" + types + "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"" + types + "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"r4\" Type=\"" + types + "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "<Relationship Id=\"r5\" Type=\"" + types + "/externalLink\" Target=\"https://example.no/annen.xlsx\" TargetMode=\"External\"/></Relationships>";
    // Styles 0 to 4: general, a day, kroner with «d» in quotes, a month and year, hours and minutes.
    parts["xl/styles.xml"] = "<styleSheet" + main + "><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.00 &quot;kroner d&quot;\"/>"
                             "<numFmt numFmtId=\"165\" formatCode=\"[$-414]mmm\\ yyyy;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>";
    parts["xl/sharedStrings.xml"] = "<sst" + main + "><si><t>Ordrenummer</t></si><si><r><t>Fet </t></r><r><t xml:space=\"preserve\">skrift</t></r></si>"
                                    "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>とうきょう</t></rPh></si></sst>";
    parts["xl/worksheets/sheet1.xml"] = Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>forside</t></is></c></row>");
    parts["xl/worksheets/sheet2.xml"] = Sheet(rows);
  }

  static std::string Sheet(const std::string& rows) {
    return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData></worksheet>";
  }
  std::string Bytes() const { return Zipped(parts); }

  std::map<std::string, std::string> parts;
};

}  // namespace helhet::sdk
