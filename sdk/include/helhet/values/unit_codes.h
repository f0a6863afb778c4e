// Codes that may tell which unit a fact belongs to.
#pragma once

#include <string>

#include "helhet/model/v1/fact.pb.h"

namespace helhet::sdk {

// Adds a code of the scheme to the fact, unless it only fills a field (IsFiller) or the fact has it already.
void AddUnitCode(const char* scheme, const std::string& code, model::v1::Fact& fact);

}  // namespace helhet::sdk
