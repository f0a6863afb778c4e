#include "helhet/table/text_encoding.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

using namespace std::string_view_literals;

constexpr const char* kText = "Blåbær – 5 €";

std::string Decoded(std::string_view bytes, const std::string& encoding = "auto") {
  const auto text = DecodeText(bytes, encoding);
  return text.ok() ? *text : text.status().reason() + ": " + text.status().message();
}

TEST(TextEncoding, TellsEncodingsApart) {
  EXPECT_EQ(Decoded(kText), kText);
  EXPECT_EQ(Decoded("\xEF\xBB\xBF" + std::string(kText)), kText);
  EXPECT_EQ(Decoded("Bl\xE5" "b\xE6r \x96 5 \x80"), kText);
  EXPECT_EQ(Decoded("\xFF\xFE" "B\0l\0\xE5\0 \0\xAC\x20"sv), "Blå €");
  EXPECT_EQ(Decoded("\xFE\xFF\0B\0l\0\xE5\0 \x20\xAC"sv), "Blå €");
  EXPECT_EQ(Decoded("B\0l\0\xE5\0"sv), "Blå");
  EXPECT_EQ(Decoded(""), "");
}

TEST(TextEncoding, ReadsTheEncodingThatIsStated) {
  EXPECT_EQ(Decoded("Bl\xE5", "iso-8859-1"), "Blå");
  EXPECT_EQ(Decoded("Bl\xC3\xA5", "windows-1252"), "BlÃ¥");
  EXPECT_EQ(Decoded("\x3D\xD8" "a\0"sv, "utf-16").substr(0, 13), "text_encoding");  // half a pair
}

TEST(TextEncoding, RefusesWhatIsNoTextAndNamesTheLine) {
  EXPECT_EQ(Decoded("a\nBl\xE5", "utf-8"), "text_encoding: line 2: not valid UTF-8");
  EXPECT_EQ(Decoded("a\n\x8Fr"), "text_encoding: line 2: the byte 0x8F is no character in windows-1252");
  EXPECT_EQ(Decoded("a\nb\nPK\x03"), "text_encoding: line 3: the byte 0x03 is no character in utf-8");
  EXPECT_EQ(Decoded("5 \x80", "iso-8859-1"), "text_encoding: line 1: the byte 0x80 is no character in iso-8859-1");
}

}  // namespace
}  // namespace helhet::sdk
