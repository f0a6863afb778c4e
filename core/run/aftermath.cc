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

void AddWaitingRows(const std::vector<model::v1::UnitCode>& codes, int64_t fact_id, std::vector<store::Row>& rows) {
  for (const auto& code : codes) rows.push_back({code.scheme(), code.code(), fact_id});
  // A fact without a single code must be seen as waiting too.
  if (codes.empty()) rows.push_back({std::string("none"), std::string(), fact_id});
}

Status InsertWaitingCodes(store::TenantStore& store, std::vector<store::Row> rows) {
  return store.InsertRows({"waiting_code", {"scheme", "code", "fact_id"}, true}, std::move(rows));
}

}  // namespace helhet::run
