// What a change of facts leaves behind for others: cells to compute again, and codes that facts wait for.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/fact.pb.h"

namespace helhet::run {

// Kind of fact, unit, month.
using DirtyCells = std::set<std::tuple<std::string, std::string, std::string>>;

// Marks the cells in the caller's transaction. `sequence` must be one that no other transaction has used:
// whoever computes a cell deletes its mark only if the sequence is still the one it has read.
Status MarkDirty(store::TenantStore& store, const DirtyCells& cells, int64_t sequence);
// The same, with a sequence made for it.
Status MarkDirty(store::TenantStore& store, const DirtyCells& cells);

// Adds the rows of `waiting_code` for a fact without a unit.
void AddWaitingRows(const std::vector<model::v1::UnitCode>& codes, int64_t fact_id, std::vector<store::Row>& rows);

// Writes them, in the caller's transaction.
Status InsertWaitingCodes(store::TenantStore& store, std::vector<store::Row> rows);

}  // namespace helhet::run
