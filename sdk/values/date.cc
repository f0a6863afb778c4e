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

}  // namespace helhet::sdk
