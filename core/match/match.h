// Holds facts from systems that do not know each other together: invoice with order, agreement, receipt, catalogue,
// ledger and preceding invoice. README.md has the definitions; marks.h says what must be matched again, and when.
#pragma once

#include <cstdint>

#include "core/store/tenant_store.h"

namespace helhet::match {

// What matching did.
struct MatchCounts {
  int64_t matched = 0;  // facts looked at
  int64_t changed = 0;  // of them those whose match is another than before
};

// Matches what is marked, in bounded portions of one transaction each, and marks the cells of measures that change.
// When the rules have changed since the last time, everything. Whoever is interrupted goes on where it was.
Result<MatchCounts> MatchFacts(store::TenantStore& store);

}  // namespace helhet::match
