// Records that are not facts: look at them, and read them again.
#pragma once

#include <string>
#include <vector>

#include "core/run/run.h"
#include "core/run/runner.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/quarantine_service.pb.h"

namespace helhet::run {

// A place in a list of quarantine: right after this record. The default is before the first.
struct QuarantinePosition {
  std::string connector_id;
  std::string stream;
  std::string natural_key;
};
// Records in quarantine, by connector, stream and key; of all connectors when `connector_id` is empty.
Result<std::vector<api::v1::QuarantinedRecord>> ListQuarantine(store::TenantStore& store, const std::string& connector_id, int limit,
                                                               const QuarantinePosition& after = {});

// One record with its bytes. NOT_FOUND when it is not in quarantine; FAILED_PRECONDITION when more than one
// stream has the key and the request names none.
Result<api::v1::GetQuarantinedResponse> GetQuarantined(store::TenantStore& store, const api::v1::GetQuarantinedRequest& request);

// Reads records of a connector again, from the bytes that were kept, as a run of its own, and waits for its
// end. Those that are facts now leave quarantine. The status of a run that failed is this call's.
Result<api::v1::ReplayQuarantineResponse> ReplayQuarantine(store::TenantStore& store, Runner& runner, const model::v1::Connector& connector,
                                                           const api::v1::ReplayQuarantineRequest& request);

}  // namespace helhet::run
