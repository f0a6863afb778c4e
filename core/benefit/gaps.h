// The gap between current and desired situation, what is planned to close it and what is closed.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// One for each target of each measure on the sheet. NOT_FOUND names the sheet. A measure that the municipality does not have, or that
// says no direction, has no gap.
Result<api::v1::ListGapsResponse> ListGaps(store::TenantStore& store, const std::string& a3_id, int64_t now_us);

}  // namespace helhet::benefit
