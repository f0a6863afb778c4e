// Known pitfalls of benefits that the hub can see on a sheet. Those of sheets, which call these, are in core/a3.
#pragma once

#include <vector>

#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::benefit {

// What the benefits of a sheet, as it is about to be shown, have that is not as it should be:
//   plan_not_locked: the sheet is adopted, and the plan can still be changed
//   same_cut_without_action (ostehøvelkutt): the same percentage for every unit, and no action behind it
//   cost_in_later_year, cost_in_other_unit: a saving that costs more than it says where and when it is counted
std::vector<api::v1::Pitfall> FindPitfalls(const api::v1::GetA3Response& sheet);

}  // namespace helhet::benefit
