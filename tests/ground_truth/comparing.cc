#include "tests/ground_truth/comparing.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace helhet::truth {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Bytes of letters outside ASCII are letters.
bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string Reference(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::string reference;
  for (const char c : text) reference += Lower(c);
  return reference;
}

bool SameReference(std::string_view one, std::string_view other) {
  const std::string reference = Reference(one);
  return !reference.empty() && reference == Reference(other);
}

std::string LettersAndDigits(std::string_view number) {
  std::string kept;
  for (const char c : number) {
    if (IsLetterOrDigit(Lower(c))) kept += Lower(c);
  }
  return kept;
}

bool SameAgreementNumber(std::string_view one, std::string_view other) {
  const std::string number = LettersAndDigits(one);
  return !number.empty() && number == LettersAndDigits(other);
}

std::string TypedNumber(std::string_view number) {
  const std::string kept = LettersAndDigits(number);
  return kept.substr(std::min(kept.find_first_not_of('0'), kept.size()));
}

int64_t DayNumber(const std::string& date) {
  const std::chrono::year_month_day day(std::chrono::year(std::stoi(date.substr(0, 4))),
                                        std::chrono::month(static_cast<unsigned>(std::stoi(date.substr(5, 2)))),
                                        std::chrono::day(static_cast<unsigned>(std::stoi(date.substr(8, 2)))));
  return std::chrono::sys_days(day).time_since_epoch().count();
}

std::string DateOfDay(int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

bool Within(const std::string& day, const std::string& from, const std::string& to) {
  return (from.empty() || from <= day) && (to.empty() || day <= to);
}

}  // namespace helhet::truth
