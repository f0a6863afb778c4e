// What a unit measures, does and gains in a period.
#pragma once

#include <functional>

#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/report_service.pb.h"

namespace helhet::a3 {

// From the sheets that are under way and that the caller may see. `still_wanted` as in ListAttention. NOT_FOUND for a unit that is not there,
// INVALID_ARGUMENT for what is no period.
Result<api::v1::ReportUnitResponse> ReportUnit(store::TenantStore& store, const security::Identity& caller, const api::v1::ReportUnitRequest& request, int64_t now_us,
                                               const std::function<Status()>& still_wanted);

}  // namespace helhet::a3
