// Dates of a document.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// The calendar day of an xsd:date as YYYY-MM-DD, without its time zone; empty when it is no day.
std::string CalendarDay(std::string_view text);

}  // namespace helhet::sdk
