// What a store holds, in a form that does not depend on how it came about.
#pragma once

#include <string>

#include "core/store/tenant_store.h"

namespace helhet::testing {

// Facts with their lines, quarantine, raw payloads, codes that wait, dirty marks, checkpoints and the newest
// figures, one line each, sorted. Without what may differ between two ways to the same state: numbers of facts and payloads, run
// ids, times, tokens of leases, and the revisions that figures had on the way.
Result<std::string> CanonicalDump(store::TenantStore& store);

}  // namespace helhet::testing
