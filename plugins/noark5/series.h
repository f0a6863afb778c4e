// The part of the archive (arkivdel) that editions are filed in.
#pragma once

#include <string>

#include "session.h"

namespace helhet::noark5 {

// The arkivdel with that title or systemID; the only one that is open when `wanted` is empty. FAILED_PRECONDITION, naming
// settings.series and what there is, when there is none, or more than one.
Result<Resource> FindSeries(Session& session, const std::string& wanted);

}  // namespace helhet::noark5
