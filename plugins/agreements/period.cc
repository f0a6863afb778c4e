#include "period.h"

#include <charconv>
#include <chrono>
#include <cstdio>

#include "helhet/values/date.h"

namespace helhet::agreements {
namespace {

using namespace std::chrono;

constexpr int kLongest = 100'000;  // days in 270 years

sys_days After(const year_month_day& day, int count_months) {
  year_month_day later = day + months(count_months);
  if (!later.ok()) later = later.year() / later.month() / last;
  return later;
}

}  // namespace

std::string LastDayOf(const std::string& first_day, const std::string& count, std::string_view unit) {
  if (sdk::CalendarDay(first_day).empty()) return {};
  int length = 0;
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), length);
  if (error != std::errc() || end != count.data() + count.size() || length < 1 || length > kLongest) return {};
  const auto part = [&](size_t at, size_t size) { return std::stoi(first_day.substr(at, size)); };
  const year_month_day day(year(part(0, 4)), month(static_cast<unsigned>(part(5, 2))), std::chrono::day(static_cast<unsigned>(part(8, 2))));
  sys_days after = day;
  if (unit == "DAY") {
    after += days(length);
  } else if (unit == "WEEK") {
    after += weeks(length);
  } else if (unit == "MONTH") {
    after = After(day, length);
  } else if (unit == "YEAR") {
    after = After(day, 12 * length);
  } else {
    return {};
  }
  const year_month_day last_day(after - days(1));
  char text[40];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(last_day.year()), static_cast<unsigned>(last_day.month()),
                static_cast<unsigned>(last_day.day()));
  return text;
}

}  // namespace helhet::agreements
