// Numbers of a municipality's own that only ascend: of facts, of raw payloads, of marks.
#pragma once

#include <cstdint>

#include "core/store/tenant_store.h"

namespace helhet::store {

// The first of `count` numbers in a row that nobody else has or gets; in the caller's transaction.
Result<int64_t> TakeNumbers(TenantStore& store, int64_t count);

}  // namespace helhet::store
