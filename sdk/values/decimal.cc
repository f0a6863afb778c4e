#include "helhet/values/decimal.h"

#include <limits>

namespace helhet::sdk {
namespace {

constexpr int kDecimals = 9;
constexpr int kDigitsBeforePoint = 20;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  Decimal result;
  int before = 0, after = 0;
  bool behind_point = false;
  for (const char c : text) {
    if (c == '.' && !behind_point) {
      behind_point = true;
    } else if (!IsDigit(c)) {
      return std::nullopt;
    } else if (!behind_point) {
      // Leading zeros count for nothing.
      if ((before > 0 || c != '0') && ++before > kDigitsBeforePoint) return std::nullopt;
      result.nanos = result.nanos * 10 + (c - '0');
    } else if (after++ < kDecimals) {
      result.nanos = result.nanos * 10 + (c - '0');
    } else {
      result.inexact = result.inexact || c != '0';
    }
  }
  if (text.empty() || text == ".") return std::nullopt;
  for (; after < kDecimals; ++after) result.nanos *= 10;
  if (negative) result.nanos = -result.nanos;
  return result;
}

std::optional<int64_t> Decimal::Scaled(int decimals, bool& rounded) const {
  Int128 divisor = 1;
  for (int i = decimals; i < kDecimals; ++i) divisor *= 10;
  const Int128 rest = nanos % divisor;
  rounded = rounded || rest != 0 || inexact;
  Int128 scaled = nanos / divisor;
  if (rest * 2 >= divisor) ++scaled;
  if (rest * 2 <= -divisor) --scaled;
  if (scaled > std::numeric_limits<int64_t>::max() || scaled < std::numeric_limits<int64_t>::min()) return std::nullopt;
  return static_cast<int64_t>(scaled);
}

std::string Decimal::Text() const {
  Int128 rest = nanos < 0 ? -nanos : nanos;
  std::string digits;
  for (int i = 0; i < kDecimals + 1 || rest > 0; ++i, rest /= 10) {
    if (i == kDecimals) digits += '.';
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  std::string text(digits.rbegin(), digits.rend());
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return nanos < 0 ? "-" + text : text;
}

std::optional<Decimal> Multiply(Decimal a, Decimal b) {
  Int128 product = 0;
  if (__builtin_mul_overflow(a.nanos, b.nanos, &product)) return std::nullopt;
  return Decimal{product / Decimal::kOne, a.inexact || b.inexact || product % Decimal::kOne != 0};
}

std::optional<Decimal> Divide(Decimal a, Decimal b) {
  Int128 scaled = 0;
  if (b.nanos == 0 || __builtin_mul_overflow(a.nanos, Decimal::kOne, &scaled)) return std::nullopt;
  return Decimal{scaled / b.nanos, a.inexact || b.inexact || scaled % b.nanos != 0};
}

}  // namespace helhet::sdk
