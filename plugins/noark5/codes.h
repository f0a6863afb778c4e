// Values of the archive's code lists.
#pragma once

#include <string>

#include "session.h"

namespace helhet::noark5 {

// A code as it is written in an attribute, {"kode": "F", "kodenavn": "Ferdigstilt …"}, by the archive's own list: a merge
// patch with the code alone would leave the name of the one before beside it. Without the name where the user may not see
// the list. FAILED_PRECONDITION code_unknown, naming `setting` where it is not empty, when the list has no such code that
// is still to be used.
Result<Json> CodeValue(Session& session, const char* list, const std::string& code, const std::string& setting);

}  // namespace helhet::noark5
