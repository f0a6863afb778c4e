// The colour space of pages, for those who print or show them long after.
#pragma once

#include <string>

#include "helhet/status.h"

namespace helhet::render {

// sRGB (IEC 61966-2-1) as an ICC profile of version 2. Always the same bytes. INTERNAL when Little CMS fails.
Result<std::string> MakeColourProfile();

}  // namespace helhet::render
