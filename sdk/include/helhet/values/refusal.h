// Why a document is not a fact, as a status: its reason is the refusal's code.
#pragma once

#include <string>

#include "helhet/status.h"

namespace helhet::sdk {

// `what` names what is wrong and where, in one lower-case sentence; `remedy` says what a person can do.
inline Status Refused(const char* code, std::string what, std::string remedy) {
  return InvalidArgument(std::move(what)).WithReason(code).WithRemedy(std::move(remedy)).WithClass(ErrorClass::kSource);
}

}  // namespace helhet::sdk
