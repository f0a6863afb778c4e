// Facts of one business key are one document in measures: that of the connector of best precedence counts.
#pragma once

#include <map>
#include <set>
#include <string>

#include "core/run/aftermath.h"
#include "core/store/tenant_store.h"

namespace helhet::run {

// By connector; the lowest number counts. A connector that is not stated has 0, and among equals the first name counts.
using Precedence = std::map<std::string, int>;

// As the connectors of the municipality are stated now.
Result<Precedence> LoadPrecedence(store::TenantStore& store);

// Facts by kind.
using FactIds = std::map<std::string, std::set<int64_t>>;

// Settles which fact of each business key counts, and flags those that say otherwise than it; in the caller's
// transaction. Adds the cells that change, and the facts that count from now on or no longer. Facts that share their key with none are looked at only with `lone`:
// when a rival may just have gone.
Status SettleBusinessKeys(store::TenantStore& store, const std::set<std::string>& keys, const Precedence& precedence, bool lone, DirtyCells& cells, FactIds& turned);

// Marks what must be matched again since facts have turned, in the caller's transaction.
Status MarkTurned(store::TenantStore& store, const FactIds& turned, int64_t sequence);

// Settles every business key of more than one fact, in bounded chunks of one transaction each: what a change of
// precedence calls. Cells that change are marked dirty.
Status SettleAll(store::TenantStore& store);

}  // namespace helhet::run
