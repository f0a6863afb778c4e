#include "core/measure/marks.h"

namespace helhet::measure {

using store::AsInteger;
using store::AsText;
using store::Row;

Result<std::vector<Mark>> ReadMarks(store::TenantStore& store, size_t limit) {
  std::vector<Mark> marks;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT kind, unit_id, month, sequence FROM dirty WHERE municipality_id = $1 ORDER BY kind, unit_id, month LIMIT " +
          std::to_string(limit),
      {}, [&](const Row& row) {
        marks.push_back({AsText(row[0]), AsText(row[1]), AsText(row[2]), AsInteger(row[3])});
        return OkStatus();
      }));
  return marks;
}

Status DeleteMarks(store::TenantStore& store, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    HELHET_RETURN_IF_ERROR(store.Execute(
        "DELETE FROM dirty WHERE municipality_id = $1 AND kind = $2 AND unit_id = $3 AND month = $4 AND sequence = $5",
        {mark.kind, mark.unit_id, mark.month, mark.sequence}).status());
  }
  return OkStatus();
}

}  // namespace helhet::measure
