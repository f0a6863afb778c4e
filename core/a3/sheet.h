// A3s: read as a reader wants them, and written as editions.
#pragma once

#include <string>
#include <vector>

#include "core/configuration/documents.h"
#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/api/v1/report_service.pb.h"

namespace helhet::a3 {

// Newest edition of each sheet that the caller may see, by identifier, after the one that `after` names.
Result<api::v1::ListA3sResponse> ListA3s(store::TenantStore& store, const security::Identity& caller, int page_size, const std::string& after);

// A sheet with template, figures, benefits and pitfalls. Edition 0 is the newest. NOT_FOUND names what is
// missing, or what the caller may not see (sharing.h): sheet, edition or template.
Result<api::v1::GetA3Response> LoadSheet(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id, int edition, int64_t now_us);

// What every sheet of a municipality is read with.
struct SheetContext {
  model::v1::Municipality municipality;
  model::UnitTree units;
  std::vector<model::v1::Benefit> benefits;
  std::vector<api::v1::Load> loads;  // of the next quarters; none where no capacity is stated, as nothing is more than it then
};
Result<SheetContext> LoadContext(store::TenantStore& store, int64_t now_us);
// LoadSheet for one of many: of a sheet that has been read, what belongs to it.
Result<api::v1::GetA3Response> FillSheet(store::TenantStore& store, const SheetContext& context, const model::v1::A3& sheet, int64_t now_us);

// The sheet alone, with edition and etag; errors as LoadSheet.
Result<model::v1::A3> LoadVisible(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id, int edition = 0);

// The newest edition of every sheet, by identifier.
Result<std::vector<model::v1::A3>> LoadSheets(store::TenantStore& store);

// How two editions differ, or an edition and a draft that is not written; NOT_FOUND as LoadSheet. INVALID_ARGUMENT when both an edition
// to compare with and a draft are named, and when the sheet has no edition before.
Result<api::v1::DiffA3EditionsResponse> DiffEditions(store::TenantStore& store, const security::Identity& caller, const api::v1::DiffA3EditionsRequest& request);

// Writes a sheet as a new edition; editions are never changed. INVALID_ARGUMENT without the etag that the
// sheet was read with, and with every fault that applying it would have told; ABORTED when it is no longer the
// newest, with how the newest and what was sent differ; FAILED_PRECONDITION when what changes is not open where the sheet stands (process.h).
Result<api::v1::UpdateA3Response> UpdateA3(store::TenantStore& store, const model::v1::A3& a3, int64_t now_us);

// The sheet of a stored document: the edition is the document's version. One that is shared before it is submitted is marked
// unfinished.
Result<model::v1::A3> ReadSheet(const configuration::StoredDocument& document);
// The newest edition, with etag. NOT_FOUND names the sheet.
Result<model::v1::A3> LoadNewest(store::TenantStore& store, const std::string& a3_id);
// INVALID_ARGUMENT when `etag` is empty, ABORTED when it is not that of the sheet.
Status CheckEtag(const model::v1::A3& newest, const std::string& etag);
// Writes an edition and gives it. INVALID_ARGUMENT with every fault that applying it would have told. In the caller's
// transaction, which holds the configuration's lock.
Result<model::v1::A3> SaveSheet(store::TenantStore& store, model::v1::A3 sheet, int64_t now_us);

}  // namespace helhet::a3
