#include "core/model/calendar.h"

#include <date/tz.h>

#include <charconv>
#include <chrono>

namespace helhet::model {
namespace {

// The number that the digits stand for; -1 when anything else stands there.
int Number(std::string_view digits) {
  int number = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : -1;
}

std::chrono::sys_days DayOf(std::string_view text) {
  return std::chrono::year_month_day{std::chrono::year(Number(text.substr(0, 4))), std::chrono::month(static_cast<unsigned>(Number(text.substr(5, 2)))),
                                     std::chrono::day(static_cast<unsigned>(Number(text.substr(8, 2))))};
}

}  // namespace

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = Number(text.substr(0, 4)), month = Number(text.substr(5, 2)), day = Number(text.substr(8, 2));
  if (year < 1000 || month < 1 || day < 1) return false;
  return std::chrono::year_month_day{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day))}.ok();
}

std::string DaysFrom(const std::string& day, int days) {
  if (!IsDate(day)) return day;
  return date::format("%F", DayOf(day) + std::chrono::days(days));
}

std::optional<int> DaysBetween(const std::string& from, const std::string& to) {
  if (!IsDate(from) || !IsDate(to)) return std::nullopt;
  return static_cast<int>((DayOf(to) - DayOf(from)).count());
}

std::string LocalDay(int64_t time_us) {
  static const date::time_zone* const oslo = date::locate_zone("Europe/Oslo");
  const date::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(time_us)};
  return date::format("%F", date::floor<date::days>(oslo->to_local(time)));
}

}  // namespace helhet::model
