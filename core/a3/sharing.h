// Who sees which sheets.
#pragma once

#include <string>

#include "core/security/identity.h"
#include "helhet/model/v1/a3.pb.h"

namespace helhet::a3 {

// Whether the sheet has been submitted, whatever became of it then.
bool IsSubmitted(const model::v1::A3& sheet);

// Whether the caller may see a sheet as it stands in an edition. Those who work in the municipality see all. Representatives
// see what has been submitted, and before that what is shared with a group of theirs: a draft is its authors' until they say.
bool MaySee(const security::Identity& caller, const model::v1::A3& sheet);

// Whether the sheet is to be marked unfinished: it says so, or is shared, and has not been submitted.
bool IsUnfinished(const model::v1::A3& sheet);

}  // namespace helhet::a3
