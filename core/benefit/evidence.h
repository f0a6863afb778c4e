// What stands behind figures: the facts, told by one hash.
#pragma once

#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/period.h"
#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"

namespace helhet::benefit {

// SHA-256, hex, for each period: over the content hashes of all facts that count, of the definition's kinds in its order, in the units with those
// below them, and in the period; each kind by connector, stream and natural key. The first period holds the others.
// Facts that hold for a time count in every period.
Result<std::vector<std::string>> HashFacts(store::TenantStore& store, const model::UnitTree& units, const measure::Definition& definition,
                                           const std::vector<std::string>& unit_ids, const std::vector<measure::CalendarPeriod>& periods);

}  // namespace helhet::benefit
