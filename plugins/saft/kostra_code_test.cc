#include "kostra_code.h"

#include <gtest/gtest.h>

namespace helhet::saft {
namespace {

TEST(KostraCode, PutsLeadingZerosOfAnArtBack) {
  EXPECT_EQ(KostraArt("120"), "120");
  EXPECT_EQ(KostraArt("10"), "010");
}

TEST(KostraCode, KnowsNoArtInALongerCode) {
  for (const char* code : {"", "11200", "1200", "12A", "0", "-12"}) EXPECT_EQ(KostraArt(code), "") << code;
}

TEST(KostraCode, TakesTheFirstThreeDigitsOfAFunction) {
  EXPECT_EQ(KostraFunction("202"), "202");
  EXPECT_EQ(KostraFunction("2020"), "202");
  EXPECT_EQ(KostraFunction("20219"), "202");
}

TEST(KostraCode, KnowsNoFunctionInOtherCodes) {
  for (const char* code : {"", "20", "020", "2O2", "skole"}) EXPECT_EQ(KostraFunction(code), "") << code;
}

}  // namespace
}  // namespace helhet::saft
