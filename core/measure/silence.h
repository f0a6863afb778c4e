// When a measure last heard from its sources.
#pragma once

#include <cstdint>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::measure {

struct Silence {
  // When the run began that last brought or changed a fact that some term takes; 0 when there is none. Neither a
  // run that read what was there already nor a new definition makes a source fresh.
  int64_t heard_us = 0;
  // Nothing was heard for more than the measure's `silent_after_days`. A measure that never heard anything
  // counts from when it was first stated.
  bool is_silent = false;
};

// A measure that is never silent (0 days) is not looked into: nothing is set. Errors as Definition::Compile.
Result<Silence> LoadSilence(store::TenantStore& store, const model::v1::Measure& measure, int64_t now_us);

}  // namespace helhet::measure
