#include "core/run/aftermath.h"

namespace helhet::run {

void AddWaitingRows(const std::vector<model::v1::UnitCode>& codes, int64_t fact_id, std::vector<store::Row>& rows) {
  for (const auto& code : codes) rows.push_back({code.scheme(), code.code(), fact_id});
  // A fact without a single code must be seen as waiting too.
  if (codes.empty()) rows.push_back({std::string("none"), std::string(), fact_id});
}

Status InsertWaitingCodes(store::TenantStore& store, std::vector<store::Row> rows) {
  return store.InsertRows({"waiting_code", {"scheme", "code", "fact_id"}, true}, std::move(rows));
}

}  // namespace helhet::run
