// Ranks the change actions of a sheet, from what the store has of benefits, capacity and work.
#pragma once

#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/report_service.pb.h"

namespace helhet::a3 {

// The open change actions of a sheet. NOT_FOUND when the caller may not see it; else as CheckWeights (ranking.h).
Result<api::v1::RankActionsResponse> RankActions(store::TenantStore& store, const security::Identity& caller, const api::v1::RankActionsRequest& request,
                                                 int64_t now_us);

}  // namespace helhet::a3
