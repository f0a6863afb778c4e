#include "core/a3/sharing.h"

#include <algorithm>

namespace helhet::a3 {

bool IsSubmitted(const model::v1::A3& sheet) {
  switch (sheet.state()) {
    case model::v1::A3_STATE_SUBMITTED:
    case model::v1::A3_STATE_ADOPTED:
    case model::v1::A3_STATE_NOT_ADOPTED:
    case model::v1::A3_STATE_IN_FOLLOW_UP:
    case model::v1::A3_STATE_CLOSED: return true;
    default: return false;
  }
}

bool MaySee(const security::Identity& caller, const model::v1::A3& sheet) {
  if (caller.role != security::Role::kRepresentative || IsSubmitted(sheet)) return true;
  const auto& groups = sheet.shared_with();
  return std::any_of(caller.groups.begin(), caller.groups.end(), [&](const std::string& group) { return std::find(groups.begin(), groups.end(), group) != groups.end(); });
}

bool IsUnfinished(const model::v1::A3& sheet) { return !IsSubmitted(sheet) && (sheet.unfinished() || !sheet.shared_with().empty()); }

}  // namespace helhet::a3
