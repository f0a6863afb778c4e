// Limits of benefit accounts, each with its reason. Reaching one is an error that names it.
#pragma once

#include <cstddef>

namespace helhet::benefit::limits {

// Periods of an answer: five years of months, fifteen of quarters.
inline constexpr size_t kPeriods = 60;
// Bytes of a reason: a paragraph.
inline constexpr size_t kReasonBytes = 4096;

}  // namespace helhet::benefit::limits
