#include "core/measure/period.h"

#include <gtest/gtest.h>

namespace helhet::measure {
namespace {

CalendarPeriod At(std::string_view text) {
  auto period = CalendarPeriod::Parse(text);
  EXPECT_TRUE(period.ok()) << text;
  return *period;
}

std::vector<std::string> Texts(const std::vector<CalendarPeriod>& periods) {
  std::vector<std::string> texts;
  for (const CalendarPeriod& period : periods) texts.push_back(period.Text());
  return texts;
}

TEST(CalendarPeriodTest, ReadsAndWritesTheFiveForms) {
  for (const char* text : {"2023-01", "2023-12", "2023-Q1", "2023-Q4", "2023-T1", "2023-T3", "2023-H1", "2023-H2", "2023", "1000", "9999-12"}) {
    EXPECT_EQ(At(text).Text(), text);
  }
}

TEST(CalendarPeriodTest, RefusesWhatIsNoPeriod) {
  for (const char* text : {"", "23", "0999", "2023-", "2023-0", "2023-13", "2023-00", "2023-Q0", "2023-Q5", "2023-T4", "2023-H3",
                           "2023-q1", "2023-1", "2023Q1", "2023-01-01", "20x3", "2023-Q1 ", "2023-+1"}) {
    EXPECT_EQ(CalendarPeriod::Parse(text).status().code(), StatusCode::kInvalidArgument) << text;
  }
}

TEST(CalendarPeriodTest, NextAndPreviousCrossTheYear) {
  EXPECT_EQ(At("2023-12").Next().Text(), "2024-01");
  EXPECT_EQ(At("2023-Q1").Previous().Text(), "2022-Q4");
  EXPECT_EQ(At("2023-T3").Next().Text(), "2024-T1");
  EXPECT_EQ(At("2023-H1").Previous().Text(), "2022-H2");
  EXPECT_EQ(At("2023").Next().Text(), "2024");
}

TEST(CalendarPeriodTest, AMonthLiesInOnePeriodOfEachLength) {
  EXPECT_EQ(CalendarPeriod::Around(At("2023-08"), model::v1::PERIOD_QUARTER).Text(), "2023-Q3");
  EXPECT_EQ(CalendarPeriod::Around(At("2023-08"), model::v1::PERIOD_TERTIAL).Text(), "2023-T2");
  EXPECT_EQ(CalendarPeriod::Around(At("2023-08"), model::v1::PERIOD_HALF).Text(), "2023-H2");
  EXPECT_EQ(CalendarPeriod::Around(At("2023-08"), model::v1::PERIOD_YEAR).Text(), "2023");
  EXPECT_EQ(CalendarPeriod::Around(At("2023-08"), model::v1::PERIOD_UNSPECIFIED).Text(), "2023-08");
}

TEST(CalendarPeriodTest, SplitsOnlyIntoWholeParts) {
  EXPECT_EQ(Texts(*At("2023-T1").Split(model::v1::PERIOD_MONTH)), (std::vector<std::string>{"2023-01", "2023-02", "2023-03", "2023-04"}));
  EXPECT_EQ(Texts(*At("2023-H2").Split(model::v1::PERIOD_QUARTER)), (std::vector<std::string>{"2023-Q3", "2023-Q4"}));
  EXPECT_EQ(Texts(*At("2023").Split(model::v1::PERIOD_TERTIAL)), (std::vector<std::string>{"2023-T1", "2023-T2", "2023-T3"}));
  EXPECT_EQ(Texts(*At("2023-Q2").Split(model::v1::PERIOD_QUARTER)), std::vector<std::string>{"2023-Q2"});
  EXPECT_EQ(At("2023-T1").Split(model::v1::PERIOD_QUARTER).status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(At("2023-H1").Split(model::v1::PERIOD_TERTIAL).status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(At("2023-01").Split(model::v1::PERIOD_YEAR).status().code(), StatusCode::kFailedPrecondition);
}

TEST(CalendarPeriodTest, KnowsItsDaysAndWhatItContains) {
  EXPECT_EQ(At("2024-02").LastDay(), "2024-02-29");
  EXPECT_EQ(At("2023-T1").FirstDay(), "2023-01-01");
  EXPECT_EQ(At("2023-T1").LastDay(), "2023-04-30");
  EXPECT_EQ(At("2023").LastDay(), "2023-12-31");
  EXPECT_TRUE(At("2023").Contains(At("2023-T3")));
  EXPECT_FALSE(At("2023-T1").Contains(At("2023-Q2")));
  EXPECT_FALSE(At("2023-Q1").Contains(At("2023")));
}

}  // namespace
}  // namespace helhet::measure
