#include "helhet/values/reference.h"

namespace helhet::sdk {

bool IsFiller(std::string_view reference) {
  std::string letters;
  for (const char c : reference) {
    const bool is_letter_or_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter_or_digit) letters += c;
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c + 32);
  }
  if (letters.find_first_not_of('0') == std::string::npos) return true;
  for (const char* filler : {"na", "ingen", "inga", "none", "null", "nil", "mangler", "manglar", "ukjent", "ukjend", "unknown",
                             "ikkeoppgitt", "ikkjeoppgitt", "ikkeaktuelt", "notapplicable", "xxx", "xx", "x"}) {
    if (letters == filler) return true;
  }
  return false;
}

std::string ReferenceOrNone(std::string reference) { return IsFiller(reference) ? std::string() : reference; }

}  // namespace helhet::sdk
