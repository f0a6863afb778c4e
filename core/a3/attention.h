// What each owner has to look at, over all sheets that are under way: pitfalls, silent sources, overdue actions, follow-ups.
#pragma once

#include <functional>
#include <string>

#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/report_service.pb.h"

namespace helhet::a3 {

// Of the sheets that the caller may see. `still_wanted` is asked before each sheet, as each is read with its figures. NOT_FOUND for a
// unit that is not there.
Result<api::v1::ListAttentionResponse> ListAttention(store::TenantStore& store, const security::Identity& caller, const api::v1::ListAttentionRequest& request,
                                                     int64_t now_us, const std::function<Status()>& still_wanted);

}  // namespace helhet::a3
