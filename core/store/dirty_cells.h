// Cells of measures that must be computed again, since facts there have changed.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>

#include "core/store/tenant_store.h"

namespace helhet::store {

// Kind of fact, unit, month.
using DirtyCells = std::set<std::tuple<std::string, std::string, std::string>>;

// A number that no other transaction has used (numbers.h); in the caller's transaction.
Result<int64_t> NextSequence(TenantStore& store);

// Marks the cells in the caller's transaction. `sequence` must be one that no other transaction has used:
// whoever computes a cell deletes its mark only if the sequence is still the one it has read.
Status MarkDirty(TenantStore& store, const DirtyCells& cells, int64_t sequence);
// The same, with a sequence made for it.
Status MarkDirty(TenantStore& store, const DirtyCells& cells);

}  // namespace helhet::store
