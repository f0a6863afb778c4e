#include "core/run/aftermath.h"

namespace helhet::run {

Status MarkDirty(store::TenantStore& store, const DirtyCells& cells, int64_t sequence) {
  for (const auto& [kind, unit_id, month] : cells) {
    HELHET_RETURN_IF_ERROR(store.Execute(
        "INSERT INTO dirty (municipality_id, kind, unit_id, month, sequence) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (municipality_id, kind, unit_id, month) DO UPDATE SET sequence = excluded.sequence",
        {kind, unit_id, month, sequence}).status());
  }
  return OkStatus();
}

Status MarkDirty(store::TenantStore& store, const DirtyCells& cells) {
  if (cells.empty()) return OkStatus();
  // The next number of facts: no other transaction has it.
  HELHET_ASSIGN_OR_RETURN(const store::Row counter, store.QueryOne(
      "UPDATE fact_counter SET next_fact_id = next_fact_id + 1 WHERE municipality_id = $1 RETURNING next_fact_id"));
  return MarkDirty(store, cells, store::AsInteger(counter[0]) - 1);
}

void AddWaitingRows(const std::vector<model::v1::UnitCode>& codes, int64_t fact_id, std::vector<store::Row>& rows) {
  for (const auto& code : codes) rows.push_back({code.scheme(), code.code(), fact_id});
  // A fact without a single code must be seen as waiting too.
  if (codes.empty()) rows.push_back({std::string("none"), std::string(), fact_id});
}

Status InsertWaitingCodes(store::TenantStore& store, std::vector<store::Row> rows) {
  return store.InsertRows({"waiting_code", {"scheme", "code", "fact_id"}, true}, std::move(rows));
}

}  // namespace helhet::run
