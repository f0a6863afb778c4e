#include "helhet/utf8.h"

#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

TEST(Utf8, KeepsCleanUtf8AsItIs) { EXPECT_EQ(CleanUtf8("innboks/bokmål – 2023.zip"), "innboks/bokmål – 2023.zip"); }

TEST(Utf8, ShowsBytesThatAreNoUtf8) {
  EXPECT_EQ(CleanUtf8("bokm\xE5l.xml"), "bokm\\xe5l.xml");
  EXPECT_EQ(CleanUtf8("\xC3"), "\\xc3");
  EXPECT_EQ(CleanUtf8("\xC0\xAF"), "\\xc0\\xaf") << "overlong";
  EXPECT_EQ(CleanUtf8("\xED\xA0\x80"), "\\xed\\xa0\\x80") << "surrogate";
  EXPECT_EQ(CleanUtf8("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80") << "beyond Unicode";
}

TEST(Utf8, ShowsControlCharacters) { EXPECT_EQ(CleanUtf8("a\nb\x7F"), "a\\x0ab\\x7f"); }

}  // namespace
}  // namespace helhet::sdk
