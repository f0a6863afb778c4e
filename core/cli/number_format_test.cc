#include "core/cli/number_format.h"

#include <gtest/gtest.h>

#include <cmath>

namespace helhet::cli {
namespace {

constexpr Language kNb = Language::kBokmaal, kEn = Language::kEnglish;

TEST(FormatNumber, GroupsWithNoBreakSpacesAndADecimalComma) {
  EXPECT_EQ(FormatNumber(1234567.5, 2, kNb), "1\u00A0234\u00A0567,50");
  EXPECT_EQ(FormatNumber(999, 0, kNb), "999");
  EXPECT_EQ(FormatNumber(1000, 0, Language::kNynorsk), "1\u00A0000");
  EXPECT_EQ(FormatNumber(-1234.5, 1, kNb), "\u22121\u00A0234,5");
}

TEST(FormatNumber, IsPlainEnglishInEnglish) {
  EXPECT_EQ(FormatNumber(1234567.5, 2, kEn), "1,234,567.50");
  EXPECT_EQ(FormatNumber(-1234.5, 1, kEn), "-1,234.5");
}

TEST(FormatNumber, HasNoMinusBeforeZero) {
  EXPECT_EQ(FormatNumber(-0.001, 2, kNb), "0,00");
  EXPECT_EQ(FormatNumber(0, 2, kNb), "0,00");
}

TEST(FormatNumber, SaysWhatIsNoNumber) {
  EXPECT_EQ(FormatNumber(NAN, 2, kNb), "?");
  EXPECT_EQ(FormatShort(INFINITY, kNb), "?");
}

TEST(FormatShort, LeavesOutDecimalsThatSayNothing) {
  EXPECT_EQ(FormatShort(90, kNb), "90");
  EXPECT_EQ(FormatShort(52.5, kNb), "52,5");
  EXPECT_EQ(FormatShort(85.29, kNb), "85,29");
  EXPECT_EQ(FormatShort(55000000, kNb), "55\u00A0000\u00A0000");
  EXPECT_EQ(FormatShort(0, kNb), "0");
}

TEST(FormatFigure, CarriesThePerCentSign) {
  EXPECT_EQ(FormatFigure(85.29, 2, "percent", kNb), "85,29\u00A0%");
  EXPECT_EQ(FormatFigure(85.29, 2, "percent", kEn), "85.29%");
  EXPECT_EQ(FormatFigure(1234, 0, "nok", kNb), "1\u00A0234");
}

TEST(FormatDate, IsAsReadersWriteIt) {
  EXPECT_EQ(FormatDate("2024-03-31", kNb), "31.03.2024");
  EXPECT_EQ(FormatDate("2024-03-31", kEn), "2024-03-31");
  EXPECT_EQ(FormatDate("", kNb), "");
}

TEST(FormatTime, IsLocalTimeInNorway) {
  EXPECT_EQ(FormatTime("2024-01-31T23:30:00Z", kNb), "01.02.2024 00:30");
  EXPECT_EQ(FormatTime("2024-07-31T22:30:00Z", kEn), "2024-08-01 00:30") << "summer time";
  EXPECT_EQ(FormatTime("", kNb), "");
  EXPECT_EQ(FormatTime("soon", kNb), "soon");
}

TEST(FormatDuration, HasTwoUnitsAtMost) {
  EXPECT_EQ(FormatDuration(5, kNb), "5 s");
  EXPECT_EQ(FormatDuration(184, kNb), "3 min 4 s");
  EXPECT_EQ(FormatDuration(3725, kNb), "1 t 2 min");
  EXPECT_EQ(FormatDuration(3725, kEn), "1 h 2 min");
}

}  // namespace
}  // namespace helhet::cli
