#include "helhet/ubl/text_decoding.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

std::string Utf16(const std::string& ascii, bool little_endian, bool with_mark) {
  std::string bytes = with_mark ? (little_endian ? "\xFF\xFE" : "\xFE\xFF") : "";
  for (const char c : ascii) bytes += little_endian ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

std::string Code(const std::string& bytes) { return DecodeXml(bytes).status().reason(); }

TEST(TextDecoding, ReadsUtf8WithAndWithoutMark) {
  EXPECT_EQ(*DecodeXml("<a>blåbær</a>"), "<a>blåbær</a>");
  EXPECT_EQ(*DecodeXml("\xEF\xBB\xBF<a/>"), "<a/>");
}

TEST(TextDecoding, ReadsUtf16OfEitherEndWithAndWithoutMark) {
  for (const bool little : {true, false}) {
    for (const bool mark : {true, false}) EXPECT_EQ(*DecodeXml(Utf16("<a>x</a>", little, mark)), "<a>x</a>");
  }
  EXPECT_EQ(*DecodeXml(std::string("\xFE\xFF\0<\0a\0>\xD8\x3D\xDE\x00\0<\0/\0a\0>", 20)), "<a>\xF0\x9F\x98\x80</a>");
}

TEST(TextDecoding, ReadsLatin1WhenItIsDeclared) {
  EXPECT_EQ(*DecodeXml("<?xml version='1.0' encoding='ISO-8859-1'?><a>bl\xE5</a>"),
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>blå</a>");
}

TEST(TextDecoding, RefusesOtherEncodings) {
  EXPECT_EQ(Code("<?xml version='1.0' encoding='windows-1252'?><a/>"), "xml_encoding");
  EXPECT_EQ(Code(std::string("\0\0\xFE\xFF\0\0\0<", 8)), "xml_encoding");
}

TEST(TextDecoding, RefusesBytesThatAreNotWhatIsDeclared) {
  EXPECT_EQ(Code("<?xml version='1.0' encoding='UTF-8'?><a>bl\xE5</a>"), "xml_encoding");
  EXPECT_EQ(DecodeXml("<a>\xE5</a>").status().message(), "not valid UTF-8 at byte 3");
  EXPECT_EQ(Code("<a>\xED\xA0\x80</a>"), "xml_encoding") << "a surrogate";
  EXPECT_EQ(Code(Utf16("<a/>", true, true) + "x"), "xml_encoding") << "half a character";
  EXPECT_EQ(Code(std::string("\xFE\xFF\0<\xD8\x3D\0>", 8)), "xml_encoding") << "half a pair";
}

TEST(TextDecoding, RefusesControlCharacters) {
  EXPECT_EQ(Code(std::string("<a>\0</a>", 8)), "xml_encoding");
  EXPECT_EQ(DecodeXml("<a>\x01</a>").status().message(), "a control character at byte 3");
}

TEST(TextDecoding, TellsWhatIsNoXmlFromWhatIsEmpty) {
  EXPECT_EQ(Code(""), "xml_malformed");
  EXPECT_EQ(Code("%PDF-1.7"), "not_xml");
  EXPECT_EQ(Code(" \n "), "not_xml");
  EXPECT_EQ(Code("nummer;dato"), "not_xml");
}

}  // namespace
}  // namespace helhet::sdk
