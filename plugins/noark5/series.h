// The part of the archive (arkivdel) that editions are filed in, and the class (klasse) of their cases there.
#pragma once

#include <string>

#include "session.h"

namespace helhet::noark5 {

// The arkivdel with that title or systemID; the only one that is open when `wanted` is empty. FAILED_PRECONDITION, naming
// settings.series and what there is, when there is none, or more than one.
Result<Resource> FindSeries(Session& session, const std::string& wanted);

// The klasse of that klasseID in the classification system of the arkivdel. FAILED_PRECONDITION class_not_found, naming
// settings.class.
Result<Resource> FindClass(Session& session, const Resource& series, const std::string& class_id);

}  // namespace helhet::noark5
