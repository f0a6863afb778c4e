// The benefit map as its readers want it: nodes with what they are called.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// Of the benefits of a sheet, or of all when `a3_id` is empty. FAILED_PRECONDITION names a circle, which a store from before they were refused may have.
Result<api::v1::GetBenefitMapResponse> GetBenefitMap(store::TenantStore& store, const std::string& a3_id);

}  // namespace helhet::benefit
