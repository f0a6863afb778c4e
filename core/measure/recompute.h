// Keeping observations in step with facts and definitions. Cost follows the change: marks for facts, a
// new generation for a definition.
#pragma once

#include "core/measure/cells.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// Computes what the dirty marks of the municipality say is old, until no mark is left. Each transaction
// takes at most limits::kChunkCells marks, fewer where facts that stand make many cells old, writes what changed and deletes the marks; a crash in between
// repeats one of them. A run is done when this has returned OK.
//
// Moves the day on which stocks are looked at on to that of the stamp first (stock_day.h).
//
// Where a generation is being built, marks count for it too, as far as it has come.
Result<Recomputed> Drain(store::TenantStore& store, const Stamp& stamp);

// Builds the generations that Redefine has begun, limits::kChunkCells places at a time, and lets each show
// when it is complete. Goes on where it stopped after a crash.
Result<Recomputed> Build(store::TenantStore& store, const Stamp& stamp);

// Redefine, Build and Drain, on the day of the stamp: what start-up and a change of measures call.
Result<Recomputed> Recompute(store::TenantStore& store, const Stamp& stamp);

// One transaction of Build; false when there was nothing to do.
class DefinitionCache;
Result<bool> BuildChunk(store::TenantStore& store, const Stamp& stamp, DefinitionCache& definitions, Recomputed& recomputed);

}  // namespace helhet::measure
