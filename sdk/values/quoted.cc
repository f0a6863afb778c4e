#include "helhet/values/quoted.h"

#include "helhet/utf8.h"

namespace helhet::sdk {

std::string Quoted(std::string_view text) {
  constexpr size_t kLongest = 60;
  if (text.size() <= kLongest) return "'" + CleanUtf8(text) + "'";
  size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "'" + CleanUtf8(text.substr(0, end)) + "…'";
}

}  // namespace helhet::sdk
