// Known pitfalls of A3s and benefits that the hub can see.
#pragma once

#include <string>
#include <vector>

#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::a3 {

// What a sheet, as it is about to be shown, has that is not as it should be, on a day (YYYY-MM-DD):
//   action_without_root_cause, action_past_due, action_without_responsible, action_below_legal_minimum, root_cause_without_action,
//   sheet_without_measure,
//   measure_missing, measure_without_baseline, measure_without_target, measure_silent, baseline_disagrees,
//   legal_minimum_breached, benefit_without_responsible, benefit_share_without_owner, benefit_without_measure,
//   budget_effect_without_ground (teoretisk kutt), effect_counted_twice, and those of core/benefit/pitfalls.h.
std::vector<api::v1::Pitfall> FindPitfalls(const api::v1::GetA3Response& sheet, const std::string& today);

}  // namespace helhet::a3
