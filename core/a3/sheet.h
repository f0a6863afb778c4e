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
// newest; FAILED_PRECONDITION when what changes is not open where the sheet stands (process.h).
Result<api::v1::UpdateA3Response> UpdateA3(store::TenantStore& store, const model::v1::A3& a3, int64_t now_us);

// The newest edition, with etag. NOT_FOUND names the sheet.
Result<model::v1::A3> LoadNewest(store::TenantStore& store, const std::string& a3_id);
// INVALID_ARGUMENT when `etag` is empty, ABORTED when it is not that of the sheet.
Status CheckEtag(const model::v1::A3& newest, const std::string& etag);
// Writes an edition and gives it. INVALID_ARGUMENT with every fault that applying it would have told. In the caller's
// transaction, which holds the configuration's lock.
Result<model::v1::A3> SaveSheet(store::TenantStore& store, model::v1::A3 sheet, int64_t now_us);

}  // namespace helhet::a3
