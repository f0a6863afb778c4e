#include "core/model/local_day.h"

#include <gtest/gtest.h>

namespace helhet::model {
namespace {

constexpr int64_t kSecondUs = 1'000'000;

TEST(LocalDay, BeginsAnHourBeforeUtcInWinterAndTwoInSummer) {
  EXPECT_EQ(LocalDay(1'735'685'999 * kSecondUs), "2024-12-31") << "23:59:59 in Oslo";
  EXPECT_EQ(LocalDay(1'735'686'000 * kSecondUs), "2025-01-01") << "22:59:59 UTC was the last second of the year";
  EXPECT_EQ(LocalDay(1'751'320'799 * kSecondUs), "2025-06-30");
  EXPECT_EQ(LocalDay(1'751'320'800 * kSecondUs), "2025-07-01");
}

}  // namespace
}  // namespace helhet::model
