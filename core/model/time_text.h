// Times as the API writes them.
#pragma once

#include <cstdint>
#include <string>

namespace helhet::model {

// Microseconds since 1970 as RFC 3339 in UTC, `2024-10-04T08:30:00Z`; whole seconds, as people read it. 0,
// which means no time, is empty.
std::string TimeText(int64_t time_us);

}  // namespace helhet::model
