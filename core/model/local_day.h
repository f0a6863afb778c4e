// The day in Norway, where every municipality is: what is overdue, latest or silent goes by it, not by UTC.
#pragma once

#include <cstdint>
#include <string>

namespace helhet::model {

// The calendar day in Europe/Oslo at a time in microseconds since 1970 UTC: `2025-07-01`.
std::string LocalDay(int64_t time_us);

}  // namespace helhet::model
