// Budget lines behind benefits: taken out of the budget, realised, and left in the account.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// By benefit, then year. Of the benefits of a sheet, or of all when `a3_id` is empty; of a year, or of all when it is 0.
Result<api::v1::ListBudgetEffectsResponse> ListBudgetEffects(store::TenantStore& store, const std::string& a3_id, int year, int64_t now_us);

}  // namespace helhet::benefit
