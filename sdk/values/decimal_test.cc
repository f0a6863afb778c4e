#include "helhet/values/decimal.h"

#include <gtest/gtest.h>

#include <limits>

namespace helhet::sdk {
namespace {

std::optional<int64_t> Minor(const char* text) {
  bool rounded = false;
  const auto number = Decimal::Parse(text);
  return number ? number->Scaled(2, rounded) : std::nullopt;
}

bool IsRounded(const char* text) {
  bool rounded = false;
  Decimal::Parse(text)->Scaled(2, rounded);
  return rounded;
}

TEST(Decimal, ReadsWhatXsdDecimalAllows) {
  EXPECT_EQ(Minor("1436.5"), 143650);
  EXPECT_EQ(Minor("-0.01"), -1);
  EXPECT_EQ(Minor("+7"), 700);
  EXPECT_EQ(Minor(".5"), 50);
  EXPECT_EQ(Minor("5."), 500);
  EXPECT_EQ(Minor("0000000000000000000000000000012.30"), 1230);
  EXPECT_EQ(Minor("-0"), 0);
}

TEST(Decimal, RefusesWhatXsdDecimalDoesNotAllow) {
  for (const char* text : {"", ".", "-", "1e3", "1,50", "1 000", "0x10", "NaN", "1.2.3", "--1", "12kr", "INF"}) {
    EXPECT_FALSE(Decimal::Parse(text)) << text;
  }
}

TEST(Decimal, RoundsHalfAwayFromZero) {
  EXPECT_EQ(Minor("0.005"), 1);
  EXPECT_EQ(Minor("-0.005"), -1);
  EXPECT_EQ(Minor("0.0049999999999999"), 0);
  EXPECT_EQ(Minor("-2.675"), -268);
  EXPECT_EQ(Minor("100.001"), 10000);
}

TEST(Decimal, TellsWhenDigitsAreLost) {
  EXPECT_FALSE(IsRounded("100.00000000000000"));
  EXPECT_TRUE(IsRounded("100.001"));
  EXPECT_TRUE(IsRounded("100.0000000000001"));
}

TEST(Decimal, TellsWhenANumberDoesNotFit) {
  EXPECT_EQ(Minor("92233720368547758.07"), std::numeric_limits<int64_t>::max());
  EXPECT_FALSE(Minor("92233720368547758.08"));
  EXPECT_FALSE(Decimal::Parse("100000000000000000000000"));
}

TEST(Decimal, MultipliesAndDividesWithoutOverflow) {
  EXPECT_EQ(Multiply(*Decimal::Parse("250"), *Decimal::Parse("0.75"))->Text(), "187.5");
  EXPECT_EQ(Divide(*Decimal::Parse("-10"), *Decimal::Parse("3"))->Text(), "-3.333333333");
  EXPECT_FALSE(Divide(*Decimal::Parse("1"), *Decimal::Parse("0")));
  EXPECT_FALSE(Multiply(*Decimal::Parse("99999999999999999999"), *Decimal::Parse("99999999999999999999")));
}

TEST(Decimal, WritesItselfAsAPersonWould) {
  for (const char* text : {"0", "1", "-90.02", "0.000000001", "12345678901234567890"}) {
    EXPECT_EQ(Decimal::Parse(text)->Text(), text);
  }
}

}  // namespace
}  // namespace helhet::sdk
