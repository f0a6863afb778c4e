// What the hub demands of a batch before anything is done with it.
#pragma once

#include "helhet/plugin/v1/record.pb.h"
#include "helhet/status.h"

namespace helhet::plugin {

// Holds a batch against the contract: its number is `expected_sequence`, and number and size of its records
// and pieces are within helhet/limits.h. Reason `plugin_rubbish` or `plugin_flood`.
Status CheckBatch(const v1::Batch& batch, uint64_t expected_sequence);

}  // namespace helhet::plugin
