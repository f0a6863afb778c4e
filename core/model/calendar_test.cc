#include "core/model/calendar.h"

#include <gtest/gtest.h>

namespace helhet::model {
namespace {

constexpr int64_t kSecondUs = 1'000'000;

TEST(Calendar, KnowsDaysThatExist) {
  for (const char* date : {"2024-02-29", "1999-12-31", "1000-01-01"}) EXPECT_TRUE(IsDate(date)) << date;
  for (const char* date : {"", "2023-02-29", "2024-1-01", "2024-13-01", "2024-00-10", "2024-01-00", "20240101", "2024-01-0a", "2024-01--1", "0099-01-01"}) {
    EXPECT_FALSE(IsDate(date)) << date;
  }
}

TEST(Calendar, TheDayInNorwayBeginsAnHourBeforeUtcInWinterAndTwoInSummer) {
  EXPECT_EQ(LocalDay(1'735'685'999 * kSecondUs), "2024-12-31") << "23:59:59 in Oslo";
  EXPECT_EQ(LocalDay(1'735'686'000 * kSecondUs), "2025-01-01") << "22:59:59 UTC was the last second of the year";
  EXPECT_EQ(LocalDay(1'751'320'799 * kSecondUs), "2025-06-30");
  EXPECT_EQ(LocalDay(1'751'320'800 * kSecondUs), "2025-07-01");
}

}  // namespace
}  // namespace helhet::model
