// Rules that hold for every resource, read from the names of its fields: what must be filled in, what form
// identifiers, dates and periods have, what is unique in a list, and which names must be there.
#pragma once

#include <string_view>

#include "core/configuration/configuration.h"

namespace helhet::configuration {

// Holds one resource against the rules.
void CheckFields(const ConfiguredResource& resource, const Configuration& all, Faults& faults);

// a–z, 0–9, - and _, beginning with a letter or digit; at most limits::kIdentifierCharacters.
bool IsIdentifier(std::string_view text);
// 2023, 2023-04, 2023-Q2, 2023-T1 or 2023-H1.
bool IsPeriod(std::string_view text);

}  // namespace helhet::configuration
