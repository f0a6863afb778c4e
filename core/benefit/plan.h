// The plan of a benefit, and where its periods fall now that milestones have slipped.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/measure/period.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// A period of the plan.
struct PlannedPeriod {
  measure::CalendarPeriod period;  // as it was locked
  std::optional<measure::CalendarPeriod> now_in;  // where it falls now; none when its milestone was stopped
  model::v1::BenefitPlan stated;
  std::optional<api::v1::PlanMove> move;  // when it is elsewhere than it was
};

// A value.
class Plan {
 public:
  // The benefit's; `today` as YYYY-MM-DD. A period of the plan that cannot be read is passed over.
  static Result<Plan> Load(store::TenantStore& store, const model::v1::Benefit& benefit, const std::string& today);

  // Oldest first.
  const std::vector<PlannedPeriod>& periods() const { return periods_; }
  bool empty() const { return periods_.empty(); }
  // As it was locked; null when nothing is planned for the period.
  const PlannedPeriod* LockedAt(const measure::CalendarPeriod& period) const;
  // What falls in the period now; of two, the one that was planned for later.
  const PlannedPeriod* NowAt(const measure::CalendarPeriod& period) const;
  // What falls in the period now, or in the nearest before it of the same length. Null before the first.
  const PlannedPeriod* NowAtOrBefore(const measure::CalendarPeriod& period) const;
  // The shortest length of its periods. Not of an empty one.
  model::v1::Period step() const;

 private:
  std::vector<PlannedPeriod> periods_;
};

}  // namespace helhet::benefit
