// What became of the actions of a sheet, read from its editions.
#pragma once

#include <string>

#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::a3 {

// The changes of one action, or of all when `action_id` is empty, oldest first, after the edition of that number. A page ends with an
// edition; its token is that edition's number. Editions that the caller may not see are passed over, so that what they brought
// shows in the first one after. NOT_FOUND when the caller may not see the sheet.
Result<api::v1::ListActionHistoryResponse> ListActionHistory(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id,
                                                             const std::string& action_id, int page_size, int64_t after_edition);

}  // namespace helhet::a3
