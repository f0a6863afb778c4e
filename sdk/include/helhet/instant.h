// Points in time as services write them.
#pragma once

#include <cstdint>
#include <string>

namespace helhet::sdk {

// Seconds since 1970 UTC of a date and time by RFC 3339 (`2023-11-14T22:13:20Z`; UTC without an offset) or as in HTTP
// headers; 0 when the text is neither, or lies before 1970.
int64_t SecondsSince1970(const std::string& text);

}  // namespace helhet::sdk
