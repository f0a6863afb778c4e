// Decimal numbers as XML writes them, exact, without floating point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace helhet::sdk {

__extension__ typedef __int128 Int128;

// A number in billionths. Digits beyond the ninth decimal are dropped, which `inexact` tells: rounding to
// fewer decimals comes out as if they were there.
struct Decimal {
  static constexpr Int128 kOne = 1'000'000'000;

  Int128 nanos = 0;
  bool inexact = false;

  // A number as xsd:decimal allows it: sign, digits, point, no exponent; at most 20 digits before the point.
  // None when `text` is not such a number.
  static std::optional<Decimal> Parse(std::string_view text);

  // The number times 10^decimals, rounded half away from zero; none when it does not fit. `decimals` is at
  // most 9. `rounded` becomes true when digits other than 0 are lost.
  std::optional<int64_t> Scaled(int decimals, bool& rounded) const;

  // As a person writes it: `-90.02`.
  std::string Text() const;
};

// a * b, and a / b; none when the result does not fit or b is 0. The last billionth may be one too small.
std::optional<Decimal> Multiply(Decimal a, Decimal b);
std::optional<Decimal> Divide(Decimal a, Decimal b);

}  // namespace helhet::sdk
