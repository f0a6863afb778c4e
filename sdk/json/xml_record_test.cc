#include "helhet/json/xml_record.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

std::string Records(const std::string& xml, const std::string& path, const std::string& encoding = "auto") {
  const auto records = XmlRecords(xml, encoding, path);
  return records.ok() ? records->dump() : records.status().reason();
}

TEST(XmlRecord, FindsTheElementsAtAPath) {
  const std::string xml = "<a><b><c>1</c><c>2</c></b><d/><b><c>3</c></b></a>";
  EXPECT_EQ(Records(xml, "b.c"), R"(["1","2","3"])");
  EXPECT_EQ(Records(xml, "d"), R"([""])");
  EXPECT_EQ(Records(xml, "x"), "[]");
  EXPECT_EQ(Records("<a><b>1</b><c>2</c></a>", ""), R"(["1","2"])");
}

TEST(XmlRecord, TellsChildrenAttributesAndTextApart) {
  EXPECT_EQ(Records("<a><r><t>x &amp; y</t><u id='7'> Skole </u><k>1</k><k>2</k></r></a>", "r"),
            R"([{"t":"x & y","u":{"@id":"7","#text":"Skole"},"k":["1","2"]}])");
}

TEST(XmlRecord, NamesElementsWithoutTheirPrefix) {
  EXPECT_EQ(Records("<n:a xmlns:n='urn:x'><n:r><n:t>x</n:t></n:r></n:a>", "r"), R"([{"t":"x"}])");
}

TEST(XmlRecord, ReadsTheEncodingsOfExports) {
  const std::string utf8 = "<a><r>Æøå</r></a>", latin = "<a><r>\xC6\xF8\xE5</r></a>";
  EXPECT_EQ(Records(utf8, "r"), R"(["Æøå"])");
  EXPECT_EQ(Records("\xEF\xBB\xBF" + utf8, "r"), R"(["Æøå"])");
  EXPECT_EQ(Records("<?xml version=\"1.0\" encoding=\"Windows-1252\"?>" + latin, "r"), R"(["Æøå"])");
  EXPECT_EQ(Records(latin, "r", "windows-1252"), R"(["Æøå"])");
  EXPECT_EQ(Records(latin, "r"), "xml_encoding");
}

TEST(XmlRecord, RefusesWhatIsMadeToDoHarm) {
  EXPECT_EQ(Records("<!DOCTYPE a [<!ENTITY b \"bb\">]><a><r>&b;</r></a>", "r"), "xml_doctype");
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<a>";
  for (int i = 0; i < 200; ++i) deep += "</a>";
  EXPECT_EQ(Records(deep, "a"), "xml_too_deep");
  EXPECT_EQ(Records("<a><r>1</r>", "r"), "xml_malformed");
}

}  // namespace
}  // namespace helhet::sdk
