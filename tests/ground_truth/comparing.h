// How core/match/README.md compares references, numbers and days, written once more from its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace helhet::truth {

// A reference without surrounding blanks, in lower case (ASCII).
std::string Reference(std::string_view text);
// Whether both name the same; an empty one names nothing.
bool SameReference(std::string_view one, std::string_view other);

// The letters and digits of a number, in lower case.
std::string LettersAndDigits(std::string_view number);
bool SameAgreementNumber(std::string_view one, std::string_view other);

// Letters and digits without leading zeros: how an invoice's number that somebody has typed is held against it.
std::string TypedNumber(std::string_view number);

// Days since 1970-01-01 of YYYY-MM-DD.
int64_t DayNumber(const std::string& date);
// The date of that day.
std::string DateOfDay(int64_t day);
// Whether the day is within, both days included; an empty bound is open.
bool Within(const std::string& day, const std::string& from, const std::string& to);

}  // namespace helhet::truth
