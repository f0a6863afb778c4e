#include "period.h"

#include <gtest/gtest.h>

namespace helhet::agreements {
namespace {

TEST(Period, EndsTheDayBeforeTheSameDayLater) {
  EXPECT_EQ(LastDayOf("2024-03-01", "24", "MONTH"), "2026-02-28");
  EXPECT_EQ(LastDayOf("2024-03-15", "4", "YEAR"), "2028-03-14");
  EXPECT_EQ(LastDayOf("2024-03-01", "10", "DAY"), "2024-03-10");
  EXPECT_EQ(LastDayOf("2024-03-01", "2", "WEEK"), "2024-03-14");
}

TEST(Period, EndsBeforeTheLastDayOfAMonthThatHasNoSuchDay) {
  EXPECT_EQ(LastDayOf("2024-01-31", "1", "MONTH"), "2024-02-28");
  EXPECT_EQ(LastDayOf("2024-02-29", "1", "YEAR"), "2025-02-27");
}

TEST(Period, IsUnknownWhenItsLengthIs) {
  EXPECT_EQ(LastDayOf("", "24", "MONTH"), "");
  EXPECT_EQ(LastDayOf("2024-03-01", "", "MONTH"), "");
  EXPECT_EQ(LastDayOf("2024-03-01", "24", "QUARTER"), "");
  EXPECT_EQ(LastDayOf("2024-03-01", "0", "MONTH"), "");
  EXPECT_EQ(LastDayOf("2024-03-01", "2.5", "YEAR"), "");
  EXPECT_EQ(LastDayOf("2024-03-01", "999999999", "YEAR"), "");
}

}  // namespace
}  // namespace helhet::agreements
