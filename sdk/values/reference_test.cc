#include "helhet/values/reference.h"

#include <gtest/gtest.h>

#include "helhet/values/date.h"

namespace helhet::sdk {
namespace {

TEST(Reference, KnowsFillers) {
  for (const char* text : {"NA", "N/A", "n.a.", "na", "-", "--", ".", "0", "0000", "", " ", "Ingen", "mangler",
                           "ikke oppgitt", "Ukjent", "xxx", "null", "N/A - "}) {
    EXPECT_TRUE(IsFiller(text)) << text;
  }
}

TEST(Reference, KeepsWhatMayBeAnOrder) {
  for (const char* text : {"123", "o-998877", "NA123", "10", "PO 0001", "DTJ1234", "Nadia", "A", "7", "bestilling på telefon"}) {
    EXPECT_FALSE(IsFiller(text)) << text;
  }
}

TEST(CalendarDay, TakesDaysThatExist) {
  EXPECT_EQ(CalendarDay("2024-02-29"), "2024-02-29");
  EXPECT_EQ(CalendarDay("2023-06-30+02:00"), "2023-06-30");
  EXPECT_EQ(CalendarDay("2023-06-30Z"), "2023-06-30");
  EXPECT_EQ(CalendarDay("2023-06-30T12:00:00"), "2023-06-30");
}

TEST(CalendarDay, RefusesOthers) {
  for (const char* text : {"", "2023-02-29", "2023-13-01", "2023-00-10", "30.06.2023", "2023-6-30", "2023-06-301", "20230630", "2023-06"}) {
    EXPECT_EQ(CalendarDay(text), "") << text;
  }
}

TEST(TimeOfDay, IsWithoutFractionAndZone) {
  for (const char* text : {"06:10:10", "06:10:10Z", "06:10:10+01:00", "06:10:10.250", "06:10:10-05:00"}) {
    EXPECT_EQ(TimeOfDay(text), "06:10:10") << text;
  }
  EXPECT_EQ(TimeOfDay("23:59:59"), "23:59:59");
}

TEST(TimeOfDay, RefusesOthers) {
  for (const char* text : {"", "6:10:10", "24:00:00", "12:60:00", "12:00:60", "12:00", "12.00.00", "12:00:00x"}) {
    EXPECT_EQ(TimeOfDay(text), "") << text;
  }
}

}  // namespace
}  // namespace helhet::sdk
