// Date: a day of the calendar, and how it is written.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

namespace helhet::model_case {

using Date = std::chrono::year_month_day;
using Month = std::chrono::year_month;

inline Date MakeDate(int year, int month, int day) {
  return Date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day)));
}

inline Month MonthOf(Date date) { return date.year() / date.month(); }
inline int YearOf(Date date) { return static_cast<int>(date.year()); }
inline int MonthNumberOf(Date date) { return static_cast<int>(static_cast<unsigned>(date.month())); }
inline int DayOf(Date date) { return static_cast<int>(static_cast<unsigned>(date.day())); }

inline Date AddDays(Date date, int64_t days) { return Date(std::chrono::sys_days(date) + std::chrono::days(days)); }

// The last day of the year at the latest.
inline Date AddDaysWithinYear(Date date, int64_t days) { return std::min(AddDays(date, days), MakeDate(YearOf(date), 12, 31)); }

// 2023-04-09.
inline std::string IsoDate(Date date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", YearOf(date), MonthNumberOf(date), DayOf(date));
  return text;
}

// 2023-04.
inline std::string IsoMonth(Month month) { return IsoDate(month / std::chrono::day(1)).substr(0, 7); }

// 09.04.2023, as tables of Norwegian systems have it.
inline std::string NorwegianDate(Date date) {
  char text[32];
  std::snprintf(text, sizeof text, "%02d.%02d.%04d", DayOf(date), MonthNumberOf(date), YearOf(date));
  return text;
}

}  // namespace helhet::model_case
