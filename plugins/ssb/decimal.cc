#include "decimal.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace helhet::ssb {
namespace {

constexpr int64_t kScale = 6;
// Exponents beyond this are zero or out of range whatever the digits say.
constexpr int64_t kExponentBound = 1'000'000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

size_t SkipDigits(std::string_view text, size_t at) {
  while (at < text.size() && IsDigit(text[at])) ++at;
  return at;
}

// The exponent's value, held within the bound.
int64_t ExponentOf(std::string_view text) {
  if (text.empty()) return 0;
  const bool negative = text[0] == '-';
  if (negative || text[0] == '+') text.remove_prefix(1);
  int64_t exponent = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), exponent);
  if (parsed.ec != std::errc()) exponent = kExponentBound;
  exponent = std::min(exponent, kExponentBound);
  return negative ? -exponent : exponent;
}

}  // namespace

bool IsJsonNumber(std::string_view text) {
  size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const size_t whole_end = SkipDigits(text, at);
  if (whole_end == at || (text[at] == '0' && whole_end > at + 1)) return false;
  at = whole_end;
  if (at < text.size() && text[at] == '.') {
    const size_t end = SkipDigits(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const size_t end = SkipDigits(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

std::optional<Micros> ToMicros(std::string_view number) {
  if (!IsJsonNumber(number)) return std::nullopt;
  const bool negative = number[0] == '-';
  if (negative) number.remove_prefix(1);
  const size_t mark = number.find_first_of("eE");
  const int64_t exponent = mark == std::string_view::npos ? 0 : ExponentOf(number.substr(mark + 1));
  number = number.substr(0, mark);

  const size_t point = std::min(number.find('.'), number.size());
  std::string digits(number.substr(0, point));
  if (point < number.size()) digits += number.substr(point + 1);
  const size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  if (digits.empty()) return Micros{};

  // Where the decimal point of the scaled number falls among the digits.
  const int64_t end = static_cast<int64_t>(point) - static_cast<int64_t>(zeros) + exponent + kScale;
  Micros micros;
  if (end < 0) {
    micros.rounded = true;
    return micros;
  }
  if (end > 19) return std::nullopt;
  const auto kept = static_cast<size_t>(end);
  std::string whole = digits.substr(0, std::min(kept, digits.size()));
  if (whole.size() < kept) whole.append(kept - whole.size(), '0');
  uint64_t value = 0;
  for (const char c : whole) value = value * 10 + static_cast<uint64_t>(c - '0');  // 19 digits fit in 64 bits
  if (kept < digits.size()) {
    micros.rounded = digits.find_first_not_of('0', kept) != std::string::npos;
    if (digits[kept] >= '5') ++value;
  }
  const uint64_t largest = static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  if (value > largest) return std::nullopt;
  micros.value = static_cast<int64_t>(negative ? 0 - value : value);
  return micros;
}

}  // namespace helhet::ssb
