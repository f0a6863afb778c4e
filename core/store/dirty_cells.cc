#include "core/store/dirty_cells.h"

namespace helhet::store {

Result<int64_t> NextSequence(TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const Row counter, store.QueryOne(
      "INSERT INTO fact_counter (municipality_id, next_fact_id) VALUES ($1, 2) "
      "ON CONFLICT (municipality_id) DO UPDATE SET next_fact_id = fact_counter.next_fact_id + 1 RETURNING next_fact_id"));
  return AsInteger(counter[0]) - 1;
}

Status MarkDirty(TenantStore& store, const DirtyCells& cells, int64_t sequence) {
  for (const auto& [kind, unit_id, month] : cells) {
    HELHET_RETURN_IF_ERROR(store.Execute(
        "INSERT INTO dirty (municipality_id, kind, unit_id, month, sequence) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (municipality_id, kind, unit_id, month) DO UPDATE SET sequence = excluded.sequence",
        {kind, unit_id, month, sequence}).status());
  }
  return OkStatus();
}

Status MarkDirty(TenantStore& store, const DirtyCells& cells) {
  if (cells.empty()) return OkStatus();
  HELHET_ASSIGN_OR_RETURN(const int64_t sequence, NextSequence(store));
  return MarkDirty(store, cells, sequence);
}

}  // namespace helhet::store
