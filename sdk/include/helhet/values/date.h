// Dates and times of a document.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// The calendar day of an xsd:date as YYYY-MM-DD, without its time zone; empty when it is no day.
std::string CalendarDay(std::string_view text);

// The time of day of an xsd:time as HH:MM:SS, without fraction and time zone; empty when it is none.
std::string TimeOfDay(std::string_view text);

}  // namespace helhet::sdk
