#include "extract_line.h"

#include <charconv>

#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::kostra {
namespace {

constexpr const char* kRemedy = "make the extract again in the accounting system";

// Positions as the file description counts them, from 1.
std::string_view Field(std::string_view line, size_t from, size_t size) { return line.substr(from - 1, size); }

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool AreDigits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

bool IsCode(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

Status Invalid(const char* code, const char* field, std::string_view value, const char* expected) {
  return sdk::Refused(code, std::string(field) + " is " + sdk::Quoted(value) + ", not " + expected, kRemedy);
}

// Control 014: blanks, a minus right before the digits, digits.
Result<int64_t> Thousands(std::string_view field) {
  const std::string_view text = field.substr(std::min(field.find_first_not_of(' '), field.size()));
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || !AreDigits(digits)) return Invalid("amount_unreadable", "the amount (positions 40-48)", field, "a whole number, right-justified");
  int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

bool IsExtractLine(std::string_view line) { return line.size() == kLineBytes && FindForm(line.substr(0, 2)) != nullptr; }

Result<ExtractLine> ReadExtractLine(std::string_view line) {
  if (line.size() != kLineBytes) {
    return sdk::Refused("record_length_wrong", "the record has " + std::to_string(line.size()) + " characters, not 48", kRemedy);
  }
  ExtractLine result;
  result.form = FindForm(Field(line, 1, 2));
  if (result.form == nullptr) return Invalid("form_unknown", "the form (positions 1-2)", Field(line, 1, 2), "one of 0A to 0Y");
  result.year = Field(line, 3, 4);
  if (!AreDigits(result.year) || result.year < "1990" || result.year > "2099") return Invalid("year_invalid", "the year (positions 3-6)", result.year, "a year");
  result.quarter = line[6];
  if (std::string_view(" 1234").find(result.quarter) == std::string_view::npos) {
    return Invalid("quarter_invalid", "the quarter (position 7)", Field(line, 7, 1), "blank or 1 to 4");
  }
  result.region = Field(line, 8, 6);
  if (!AreDigits(result.region)) return Invalid("region_invalid", "the region (positions 8-13)", result.region, "six digits");
  result.organisation_number = Trimmed(Field(line, 14, 9));
  result.enterprise_number = Trimmed(Field(line, 23, 9));
  result.account_class = line[31];
  result.function = Trimmed(Field(line, 33, 4));
  result.art = Trimmed(Field(line, 37, 3));
  for (const auto& [field, value] : {std::pair("the organisation number (positions 14-22)", std::string_view(result.organisation_number)),
                                     std::pair("the enterprise number (positions 23-31)", std::string_view(result.enterprise_number)),
                                     std::pair("the account class (position 32)", Trimmed(Field(line, 32, 1))),
                                     std::pair("the function or chapter (positions 33-36)", std::string_view(result.function)),
                                     std::pair("the art or sector (positions 37-39)", std::string_view(result.art))}) {
    if (!IsCode(value)) return Invalid("code_invalid", field, value, "digits or letters");
  }
  HELHET_ASSIGN_OR_RETURN(result.thousands, Thousands(Field(line, 40, 9)));
  return result;
}

}  // namespace helhet::kostra
