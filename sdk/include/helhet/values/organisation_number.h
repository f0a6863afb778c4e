// Norwegian organisation numbers, as the documents write them.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// Nine digits whose last one is the check digit of the others (Brønnøysundregistrene: modulus 11 with the
// weights 3 2 7 6 5 4 3 2).
bool IsOrganisationNumber(std::string_view digits);

// The digits of a number as written: `NO 991 825 827 MVA`, `0192:991825827` and `991825827` are the same.
// Digits are kept as found, be they nine or not; empty when there are none.
std::string OrganisationDigits(std::string_view text);

// Whether an identifier scheme is that of Norwegian organisation or VAT numbers: 0192 and the older 9908 and
// 9909 (Peppol), NO:ORGNR and NO:VAT (EHF 2).
bool IsNorwegianScheme(std::string_view scheme_id);

}  // namespace helhet::sdk
