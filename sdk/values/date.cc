#include "helhet/values/date.h"

#include <chrono>

namespace helhet::sdk {

std::string CalendarDay(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return {};
  const std::string_view day = text.substr(0, 10);
  int parts[3] = {0, 0, 0};
  for (size_t i = 0; i < day.size(); ++i) {
    if (i == 4 || i == 7) continue;
    if (day[i] < '0' || day[i] > '9') return {};
    int& part = parts[i < 4 ? 0 : i < 7 ? 1 : 2];
    part = part * 10 + (day[i] - '0');
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  // What follows a day may only be a time zone, or the time of day of an xsd:dateTime.
  const bool has_valid_end = text.size() == 10 || std::string_view("Z+-T").find(text[10]) != std::string_view::npos;
  return date.ok() && has_valid_end ? std::string(day) : std::string();
}

std::string TimeOfDay(std::string_view text) {
  constexpr std::string_view kHighest = "23:59:59";
  if (text.size() < kHighest.size()) return {};
  const std::string_view time = text.substr(0, kHighest.size());
  for (size_t i = 0; i < time.size(); ++i) {
    const bool is_colon = kHighest[i] == ':';
    if (is_colon ? time[i] != ':' : time[i] < '0' || time[i] > '9') return {};
  }
  const bool is_time = time.substr(0, 2) <= "23" && time.substr(3, 2) <= "59" && time.substr(6, 2) <= "59";
  const bool has_valid_end = text.size() == time.size() || std::string_view("Z+-.").find(text[time.size()]) != std::string_view::npos;
  return is_time && has_valid_end ? std::string(time) : std::string();
}

}  // namespace helhet::sdk
