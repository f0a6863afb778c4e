#include "moment.h"

#include <algorithm>

#include "helhet/instant.h"

namespace helhet::noark5 {
namespace {

// Of `…:28.4985538+02:00`, 498553.
int64_t FractionUs(const std::string& text) {
  const size_t point = text.find('.');
  if (point == std::string::npos) return 0;
  int64_t fraction_us = 0;
  size_t at = point + 1;
  for (int digit = 0; digit < 6; ++digit) {
    const bool has_digit = at < text.size() && text[at] >= '0' && text[at] <= '9';
    fraction_us = fraction_us * 10 + (has_digit ? text[at++] - '0' : 0);
  }
  return fraction_us;
}

}  // namespace

Moment MomentOf(const std::string& text) {
  const int64_t seconds = sdk::SecondsSince1970(text);
  return seconds > 0 ? Moment{text, seconds * 1'000'000 + FractionUs(text)} : Moment{};
}

Moment LastTouched(const Resource& resource) {
  return Later(MomentOf(resource.Text("endretDato")), MomentOf(resource.Text("opprettetDato")));
}

}  // namespace helhet::noark5
