// Benefits with what they come to.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::a3 {

// Benefits of a sheet, or of all when `a3_id` is empty, by identifier, after the one that `after` names. The
// figures are those of the first measure, for the units that own shares, else for the sheet's unit. A
// benefit whose measure is silent or missing has an observation without a value: not measured, never 0.
Result<api::v1::ListBenefitsResponse> ListBenefits(store::TenantStore& store, const std::string& a3_id, int page_size,
                                                   const std::string& after, int64_t now_us);

}  // namespace helhet::a3
