// Forecasts to the end of a year. README.md has the methods.
#pragma once

#include <vector>

#include "core/benefit/actuals.h"
#include "core/benefit/plan.h"

namespace helhet::benefit {

// Of the whole benefit, for each year that the plan covers now or that the latest measured period lies in, after the baseline's. Empty when the
// benefit can have no actuals.
Result<std::vector<api::v1::YearForecast>> Forecasts(store::TenantStore& store, const model::UnitTree& units, const Basis& basis, const Plan& plan,
                                                     const std::string& latest_measured);

// The length of the periods that a benefit is followed up in: the plan's shortest, else quarters, or the measure's own where it has none.
model::v1::Period StepOf(const Basis& basis, const Plan& plan);

}  // namespace helhet::benefit
