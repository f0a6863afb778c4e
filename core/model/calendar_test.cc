#include "core/model/calendar.h"

#include <gtest/gtest.h>

namespace helhet::model {
namespace {

TEST(Calendar, KnowsDaysThatExist) {
  for (const char* date : {"2024-02-29", "1999-12-31", "1000-01-01"}) EXPECT_TRUE(IsDate(date)) << date;
  for (const char* date : {"", "2023-02-29", "2024-1-01", "2024-13-01", "2024-00-10", "2024-01-00", "20240101", "2024-01-0a", "2024-01--1", "0099-01-01"}) {
    EXPECT_FALSE(IsDate(date)) << date;
  }
}

}  // namespace
}  // namespace helhet::model
