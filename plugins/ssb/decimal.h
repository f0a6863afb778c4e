// Exact scaling of decimal text: a figure never passes through floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace helhet::ssb {

// Whether the text is a number by JSON's grammar (RFC 8259 section 6).
bool IsJsonNumber(std::string_view text);

struct Micros {
  int64_t value = 0;
  // More than six decimals were given; the last was rounded half away from zero.
  bool rounded = false;
};

// A JSON number scaled by 10^6. Nothing when it does not fit in 64 bits.
std::optional<Micros> ToMicros(std::string_view number);

}  // namespace helhet::ssb
