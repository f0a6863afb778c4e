// Records that are not facts: look at them, and read them again.
#pragma once

#include <string>

#include "core/run/run.h"
#include "core/run/runner.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/quarantine_service.pb.h"

namespace helhet::run {

// Records in quarantine, by connector and key, after the one that `after` names.
Result<api::v1::ListQuarantineResponse> ListQuarantine(store::TenantStore& store, const std::string& connector_id, int page_size,
                                                       const std::string& after);

// One record with its bytes. NOT_FOUND when it is not in quarantine.
Result<api::v1::GetQuarantinedResponse> GetQuarantined(store::TenantStore& store, const std::string& connector_id,
                                                       const std::string& natural_key);

// Reads records of a connector again, from the bytes that were kept, as a run of its own. Those that are
// facts now leave quarantine.
Result<api::v1::ReplayQuarantineResponse> ReplayQuarantine(store::TenantStore& store, Runner& runner, const model::v1::Connector& connector,
                                                           const api::v1::ReplayQuarantineRequest& request);

}  // namespace helhet::run
