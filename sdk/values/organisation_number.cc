#include "helhet/values/organisation_number.h"

namespace helhet::sdk {

bool IsOrganisationNumber(std::string_view digits) {
  if (digits.size() != 9 || digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
  constexpr int kWeights[] = {3, 2, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (size_t i = 0; i < 8; ++i) sum += kWeights[i] * (digits[i] - '0');
  // A remainder of 1 would need the check digit 10: no number has it.
  const int check = (11 - sum % 11) % 11;
  return check == digits[8] - '0';
}

std::string OrganisationDigits(std::string_view text) {
  for (const std::string_view prefix : {"0192:", "9908:", "9909:"}) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  }
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

bool IsNorwegianScheme(std::string_view scheme_id) {
  for (const std::string_view norwegian : {"0192", "9908", "9909", "NO:ORGNR", "NO:ORG", "NO:VAT"}) {
    if (scheme_id == norwegian) return true;
  }
  return false;
}

}  // namespace helhet::sdk
