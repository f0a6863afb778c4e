#include "core/store/dirty_cells.h"

#include "core/store/numbers.h"

namespace helhet::store {

Result<int64_t> NextSequence(TenantStore& store) { return TakeNumbers(store, 1); }

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
