#include "decimal.h"

#include <gtest/gtest.h>

#include <string>

namespace helhet::ssb {
namespace {

std::string Shown(std::string_view text) {
  const auto micros = ToMicros(text);
  return micros ? std::to_string(micros->value) + (micros->rounded ? " rounded" : "") : "none";
}

TEST(ToMicros, ScalesExactly) {
  EXPECT_EQ(Shown("0"), "0");
  EXPECT_EQ(Shown("-0"), "0");
  EXPECT_EQ(Shown("20.1"), "20100000");
  EXPECT_EQ(Shown("-7"), "-7000000");
  EXPECT_EQ(Shown("0.000001"), "1");
  EXPECT_EQ(Shown("5.943826"), "5943826");
  EXPECT_EQ(Shown("449206579"), "449206579000000");
  EXPECT_EQ(Shown("1.50000000"), "1500000") << "zeros beyond six decimals lose nothing";
}

TEST(ToMicros, ReadsExponents) {
  EXPECT_EQ(Shown("1e3"), "1000000000");
  EXPECT_EQ(Shown("1.5E-6"), "2 rounded");
  EXPECT_EQ(Shown("1.234e+2"), "123400000");
  EXPECT_EQ(Shown("0e999999999999999999999"), "0");
  EXPECT_EQ(Shown("1e-999999999999999999999"), "0 rounded");
  EXPECT_EQ(Shown("1e999999999999999999999"), "none");
}

TEST(ToMicros, SaysWhenItRoundsHalfAwayFromZero) {
  EXPECT_EQ(Shown("5.943826289"), "5943826 rounded");
  EXPECT_EQ(Shown("0.0000005"), "1 rounded");
  EXPECT_EQ(Shown("-0.0000005"), "-1 rounded");
  EXPECT_EQ(Shown("0.00000049999"), "0 rounded");
  EXPECT_EQ(Shown("0.9999999"), "1000000 rounded");
}

TEST(ToMicros, RefusesWhatDoesNotFit) {
  EXPECT_EQ(Shown("9223372036854.775807"), "9223372036854775807");
  EXPECT_EQ(Shown("-9223372036854.775808"), "-9223372036854775808");
  EXPECT_EQ(Shown("9223372036854.775808"), "none");
  EXPECT_EQ(Shown("99999999999999999999"), "none");
}

TEST(ToMicros, RefusesWhatIsNoJsonNumber) {
  for (const char* text : {"", "-", "01", "+1", "1.", ".5", "1e", "1e+", "0x1", "1,5", " 1", "1 ", "NaN", "--1"}) {
    EXPECT_EQ(Shown(text), "none") << text;
  }
}

}  // namespace
}  // namespace helhet::ssb
