// References that say something, and those that only fill a field.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// Whether a reference stands for none. Peppol's `NA` fills cac:OrderReference/cbc:ID when only the seller's
// own number is given; beside it come `N/A`, `-`, `0000`, `ingen`, `mangler`, `ukjent` and the like.
bool IsFiller(std::string_view reference);

// The reference, or empty for a filler.
std::string ReferenceOrNone(std::string reference);

}  // namespace helhet::sdk
