// Days of a period that is stated by its length.
#pragma once

#include <string>
#include <string_view>

namespace helhet::agreements {

// The last day of a period of `count` units (`DAY`, `WEEK`, `MONTH`, `YEAR`, as eForms' code list duration-unit has them)
// that begins on `first_day`; empty when the unit is another, the count none, or the day no day. A month that has no
// such day ends on its last.
std::string LastDayOf(const std::string& first_day, const std::string& count, std::string_view unit);

}  // namespace helhet::agreements
