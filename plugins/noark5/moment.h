// Points in time of the archive, to the microsecond: cores write fractions of a second, and changes follow each other fast.
#pragma once

#include <cstdint>
#include <string>

#include "resource.h"

namespace helhet::noark5 {

// A time as the core wrote it, beside its place on the time line.
struct Moment {
  std::string text;
  int64_t us = 0;  // microseconds since 1970 UTC; 0 when there is none
};

// Of an xsd:dateTime; nothing when the text is none. Digits beyond the sixth of a fraction are cut.
Moment MomentOf(const std::string& text);

// When the thing was last made or changed: the later of `opprettetDato` and `endretDato`.
Moment LastTouched(const Resource& resource);

inline const Moment& Later(const Moment& a, const Moment& b) { return a.us >= b.us ? a : b; }

}  // namespace helhet::noark5
