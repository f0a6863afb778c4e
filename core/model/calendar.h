// Days as text, YYYY-MM-DD.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace helhet::model {

// A day that exists, from the year 1000 on.
bool IsDate(std::string_view text);

// The day that many days after another, or before it. What is no day comes back as it is.
std::string DaysFrom(const std::string& day, int days);
// Days from one day to another; negative when it comes before. None when either is no day.
std::optional<int> DaysBetween(const std::string& from, const std::string& to);

// The day in Norway, where every municipality is, at a time in microseconds since 1970 UTC. What is overdue, latest or
// silent goes by it, not by UTC.
std::string LocalDay(int64_t time_us);

}  // namespace helhet::model
