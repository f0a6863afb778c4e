// How far a measure has come.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::measure {

// The latest period of the same length as `like` (a period's text; empty for the measure's own grain) that
// has figures all through and is not in the future: with data to March 2025, the latest year is 2024. Empty
// when there is none.
Result<std::string> LatestPeriod(store::TenantStore& store, const model::v1::Measure& measure, const std::string& like, int64_t now_us);

}  // namespace helhet::measure
