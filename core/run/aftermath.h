// What a change of facts leaves behind for others: cells to compute again, and codes that facts wait for.
#pragma once

#include <cstdint>
#include <vector>

#include "core/store/dirty_cells.h"
#include "helhet/model/v1/fact.pb.h"

namespace helhet::run {

using store::DirtyCells;
using store::MarkDirty;

// Adds the rows of `waiting_code` for a fact without a unit.
void AddWaitingRows(const std::vector<model::v1::UnitCode>& codes, int64_t fact_id, std::vector<store::Row>& rows);

// Writes them, in the caller's transaction.
Status InsertWaitingCodes(store::TenantStore& store, std::vector<store::Row> rows);

}  // namespace helhet::run
