// Benefits with what they come to.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"
#include "helhet/model/v1/a3.pb.h"

namespace helhet::benefit {

// Benefits of a sheet, or of all when `a3_id` is empty, by identifier, after the one that `after` names. The
// figures are those of the first measure, for the whole benefit. A benefit whose measure is missing or that nothing was
// measured for has an observation without a value: not measured, never 0.
Result<api::v1::ListBenefitsResponse> ListBenefits(store::TenantStore& store, const std::string& a3_id, int page_size,
                                                   const std::string& after, int64_t now_us);

// Whether what stands on the sheet is decided: adopted, followed up or closed.
bool IsAdopted(const model::v1::A3& sheet);

}  // namespace helhet::benefit
