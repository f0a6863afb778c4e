#include "dates.h"

#include <gtest/gtest.h>

namespace helhet::ssb {
namespace {

std::string Days(std::string_view code) {
  const auto period = ParsePeriod(code);
  return period ? period->first_day + " " + period->last_day : "none";
}

TEST(ParsePeriod, ReadsEveryTimeUnit) {
  EXPECT_EQ(Days("2024"), "2024-01-01 2024-12-31");
  EXPECT_EQ(Days("2024K2"), "2024-04-01 2024-06-30");
  EXPECT_EQ(Days("2024M06"), "2024-06-01 2024-06-30");
  EXPECT_EQ(Days("2024M02"), "2024-02-01 2024-02-29");
  EXPECT_EQ(Days("2024H2"), "2024-07-01 2024-12-31");
  EXPECT_EQ(Days("2024T3"), "2024-09-01 2024-12-31");
  EXPECT_EQ(Days("2023-2024"), "2023-01-01 2023-12-31");
  EXPECT_EQ(Days("1735"), "1735-01-01 1735-12-31");
}

// Expected Mondays are from a printed calendar.
TEST(ParsePeriod, CountsWeeksAsIso8601Does) {
  EXPECT_EQ(Days("2024U23"), "2024-06-03 2024-06-09");
  EXPECT_EQ(Days("2025U01"), "2024-12-30 2025-01-05");
  EXPECT_EQ(Days("2020U53"), "2020-12-28 2021-01-03");
  EXPECT_EQ(Days("2021U53"), "none") << "2021 has 52 weeks";
  EXPECT_EQ(Days("2024U00"), "none");
}

TEST(ParsePeriod, RefusesOtherTexts) {
  for (const char* text : {"", "24", "2024K5", "2024K0", "2024M13", "2024M6", "2024Q1", "2024-", "2024-2023", "I alt",
                           "-024", "2024K-1", "2024X1"}) {
    EXPECT_EQ(Days(text), "none") << text;
  }
}

TEST(DayOfFigure, PutsAStockThatIsCountedAtTheEndOnTheLastDay) {
  const Period year{"2024-01-01", "2024-12-31"};
  EXPECT_EQ(DayOfFigure(year, "Stock", "1. januar"), "2024-01-01");
  EXPECT_EQ(DayOfFigure(year, "Stock", ""), "2024-01-01");
  EXPECT_EQ(DayOfFigure(year, "Stock", "Slutten av året"), "2024-12-31");
  EXPECT_EQ(DayOfFigure(year, "Stock", "31.12."), "2024-12-31");
  EXPECT_EQ(DayOfFigure(year, "Flow", "Slutten av året"), "2024-01-01");
  EXPECT_EQ(DayOfFigure(year, "Average", "01.01.-31.12."), "2024-01-01");
}

TEST(ParseUpdated, ReadsWhatServicesSend) {
  EXPECT_EQ(ParseUpdated("1970-01-01T00:00:01Z"), 1'000'000);
  EXPECT_EQ(FormatUtc(*ParseUpdated("2026-02-25T07:00:00Z")), "2026-02-25T07:00:00Z");
  EXPECT_EQ(FormatUtc(*ParseUpdated("2024-11-08T23:00:00+0100")), "2024-11-08T22:00:00Z");
  EXPECT_EQ(FormatUtc(*ParseUpdated("2017-09-08T19:01:55.714942+03:00")), "2017-09-08T16:01:55Z");
  EXPECT_EQ(FormatUtc(*ParseUpdated("2012-09-27")), "2012-09-27T00:00:00Z");
}

TEST(ParseUpdated, SaysNothingOfRubbish) {
  for (const char* text : {"", "0003-10-13", "0003-10-13T00:00:00Z", "2024-02-30", "2024-13-01", "yesterday at eight",
                           "2024-02-25T25:00:00Z", "2024-02-25T07:00", "2024-02-25T07:00:00+1", "2024-02-25T07:00:00Zx",
                           "9999-12-31T00:00:00Z"}) {
    EXPECT_FALSE(ParseUpdated(text)) << text;
  }
}

}  // namespace
}  // namespace helhet::ssb
