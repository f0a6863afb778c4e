#include "helhet/ubl/xml.h"

#include <gtest/gtest.h>

#include "helhet/limits.h"
#include "xml_screen.h"

namespace helhet::sdk {
namespace {

constexpr const char* kBasic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

std::string Code(const std::string& bytes) { return XmlDocument::Parse(bytes).status().reason(); }

std::string Repeat(const std::string& text, size_t count) {
  std::string repeated;
  for (size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

TEST(Xml, FollowsDefaultNamespacesThatChangeOnTheWay) {
  const auto document = XmlDocument::Parse(std::string("<r xmlns='x'><ID xmlns='") + kBasic + "'>1</ID><ID>2</ID></r>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root().Child("cbc:ID").Text(), "1");
  EXPECT_FALSE(document->root().Child("cbc:ID").Next("cbc:ID"));
  EXPECT_EQ(document->root().Namespace(), "x");
}

TEST(Xml, TakesNoElementForUblsOnItsPrefixAlone) {
  const auto document = XmlDocument::Parse("<r xmlns:cbc='elsewhere'><cbc:ID>1</cbc:ID></r>");
  ASSERT_TRUE(document.ok());
  EXPECT_FALSE(document->root().Child("cbc:ID"));
}

TEST(Xml, RefusesAPrefixThatIsNotDeclared) { EXPECT_EQ(Code("<r><cbc:ID>1</cbc:ID></r>"), "xml_malformed"); }

TEST(Xml, ReadsTextAcrossCommentsAndCdata) {
  const auto document = XmlDocument::Parse("<r> 12<!-- not -->3<![CDATA[ & 4]]>\n&#229;&amp; </r>");
  EXPECT_EQ(document->root().Text(), "123 & 4 å&");
}

TEST(Xml, TellsWhereADocumentBreaksOff) {
  const std::string whole = "<?xml version=\"1.0\"?>\n<a><b name=\"c\">text</b>\n<d><e>more</e></d></a>";
  for (const size_t size : {whole.size() / 3, whole.size() / 2, whole.size() - 5}) {
    const auto document = XmlDocument::Parse(whole.substr(0, size));
    ASSERT_FALSE(document.ok());
    EXPECT_EQ(document.status().reason(), "xml_malformed");
    EXPECT_NE(document.status().message().find("of " + std::to_string(size)), std::string::npos) << document.status().message();
  }
}

TEST(Xml, RefusesWhatIsNotWellFormed) {
  for (const char* text : {"<a></b>", "<a", "<a><!-- ", "<a>&nbsp;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&amp</a>", "<a/><b/>",
                           "<a><![CDATA[</a>", "<?xml version='1.0'?>", "<a>& b</a>"}) {
    EXPECT_EQ(Code(text), "xml_malformed") << text;
  }
}

TEST(Xml, RefusesEntityBombsAndExternalEntities) {
  EXPECT_EQ(Code("<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>"), "xml_doctype");
  EXPECT_EQ(Code("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'http://example.no/a.dtd'><a/>"), "xml_doctype");
  EXPECT_EQ(Code("<!-- --><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"), "xml_doctype");
  EXPECT_EQ(Code("<a>&x;</a>"), "xml_malformed");
}

TEST(Xml, ReadsDoctypeAndEntitiesInCommentsAndCdataAsText) {
  const auto document = XmlDocument::Parse("<a><!-- <!DOCTYPE a> &x; --><![CDATA[<!DOCTYPE a> &x;]]></a>");
  ASSERT_TRUE(document.ok()) << document.status().message();
  EXPECT_EQ(document->root().Text(), "<!DOCTYPE a> &x;");
}

TEST(Xml, RefusesElementsTooDeep) {
  EXPECT_TRUE(XmlDocument::Parse(Repeat("<a>", limits::kXmlDepth) + Repeat("</a>", limits::kXmlDepth)).ok());
  EXPECT_EQ(Code(Repeat("<a>", limits::kXmlDepth + 1) + Repeat("</a>", limits::kXmlDepth + 1)), "xml_too_deep");
  EXPECT_EQ(Code(Repeat("<a>", 400'000) + Repeat("</a>", 400'000)), "xml_too_deep");
}

TEST(Xml, RefusesMoreElementsAndAttributesThanMemoryIsFor) {
  EXPECT_EQ(Code("<a>" + Repeat("<b/>", limits::kXmlMarks) + "</a>"), "xml_too_many_elements");
  EXPECT_EQ(Code("<a " + Repeat("b=\"\" ", limits::kXmlMarks) + "/>"), "xml_too_many_elements");
}

TEST(Xml, CountsLinesInPlaces) {
  EXPECT_EQ(PlaceInText("a\nb\nc", 4), "line 3, byte 4");
  EXPECT_EQ(PlaceInText("a", 99), "line 1, byte 1");
}

TEST(Xml, VisitsEveryElementInOrder) {
  const auto document = XmlDocument::Parse("<a><b><c/></b>text<d/><!-- --><e><f><g/></f></e></a>");
  std::string names;
  ForEachElement(document->root(), [&](const Element& element) { names += element.name(); });
  EXPECT_EQ(names, "abcdefg");
}

}  // namespace
}  // namespace helhet::sdk
