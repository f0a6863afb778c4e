// The day on which standing facts are looked at for the running period: today, as far as the hub has come.
#pragma once

#include <string>

#include "core/measure/generations.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// YYYY-MM-DD; empty before there was any.
Result<std::string> StockDay(store::TenantStore& store);

// Moves the day on to the one that `now_us` lies in, in Norway, and marks the stocks that are old by that: those of all
// units with facts that some measure stands on, from the day before the change on, so that days without a hub are made
// up for. Once for each day, whichever hub comes first; a clock that was set back changes nothing. A transaction of its own.
Status AdvanceStockDay(store::TenantStore& store, int64_t now_us);

}  // namespace helhet::measure
