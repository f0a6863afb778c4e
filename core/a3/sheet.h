// A3s: read as a reader wants them, and written as editions.
#pragma once

#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::a3 {

// Newest edition of each sheet, by identifier, after the one that `after` names.
Result<api::v1::ListA3sResponse> ListA3s(store::TenantStore& store, int page_size, const std::string& after);

// A sheet with template, figures, benefits and pitfalls. Edition 0 is the newest. NOT_FOUND names what is
// missing: sheet, edition or template.
Result<api::v1::GetA3Response> LoadSheet(store::TenantStore& store, const std::string& a3_id, int edition, int64_t now_us);

// Writes a sheet as a new edition; editions are never changed. INVALID_ARGUMENT without the etag that the
// sheet was read with, and with every fault that applying it would have told; ABORTED when it is no longer the
// newest.
Result<api::v1::UpdateA3Response> UpdateA3(store::TenantStore& store, const model::v1::A3& a3, int64_t now_us);

}  // namespace helhet::a3
