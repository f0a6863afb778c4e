// Codes that no unit has, and what happens when somebody says what they mean.
#pragma once

#include <string>

#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/quarantine_service.pb.h"

namespace helhet::run {

// Codes that facts wait for, those with most facts first.
Result<api::v1::ListUnmappedCodesResponse> ListUnmappedCodes(store::TenantStore& store, int page_size, int64_t offset);

// Gives units to facts by today's codes, in bounded chunks of one transaction each: facts that wait, or
// with `all` every fact whose unit differs from what the codes say now. Gives the number of facts that
// changed; their cells are marked dirty.
Result<int64_t> RemapFacts(store::TenantStore& store, const model::UnitTree& units, bool all);

// A text that differs when what facts were stored by does: the codes of units, and of connectors the schemes that
// they try and their precedence.
Result<std::string> CodesHash(store::TenantStore& store);

// RemapFacts over all facts and SettleAll, if the codes and precedences are not those by which it was last done:
// what start-up and a change of units or connectors call. Gives the number of facts that got another unit.
Result<int64_t> RemapIfCodesChanged(store::TenantStore& store);

// Lets the next RemapIfCodesChanged do its work whatever was done before, but for codes that hash to `but_for`: facts
// have been stored by other codes since. In the caller's transaction.
Status ForgetRemap(store::TenantStore& store, const std::string& but_for = "");

// States in the unit's document that a code means it, and maps the facts that waited for it. NOT_FOUND
// when there is no such unit; ALREADY_EXISTS when the code means another unit in that time.
Result<int64_t> MapCode(store::TenantStore& store, const api::v1::MapCodeRequest& request, int64_t now_us);

}  // namespace helhet::run
