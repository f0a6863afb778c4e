// The file of an export.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/export.pb.h"
#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/status.h"

namespace helhet::exports {

// The file as a connector is given it, with the figures as of `now_us` and the properties of core/outbox/README.md. `time_us` is
// the time of the schedule that it is made for. Errors as MakeTable; RESOURCE_EXHAUSTED when it has more bytes than can be sent.
Result<plugin::v1::WriteRequest> MakeFile(store::TenantStore& store, const model::v1::Export& stated, int64_t time_us, int64_t now_us);

}  // namespace helhet::exports
