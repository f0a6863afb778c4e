#include "core/export/table.h"

#include "core/configuration/documents.h"

namespace helhet::exports {

Status CheckRows(const Table& table, const std::string& export_id) {
  if (table.rows.size() <= kMostRows) return OkStatus();
  return ResourceExhausted("export '" + export_id + "': it has more than " + std::to_string(kMostRows) + " rows")
      .WithReason("export_too_large").WithRemedy("state fewer measures, units or periods, or divide it in several exports").WithClass(ErrorClass::kConfiguration);
}

Result<Table> MakeTable(store::TenantStore& store, const model::v1::Export& stated, int64_t time_us, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto municipality, configuration::Load<model::v1::Municipality>(store, store.municipality_id()));
  HELHET_ASSIGN_OR_RETURN(Table table, stated.content() == model::v1::EXPORT_CONTENT_BENEFITS ? BenefitTable(store, stated, now_us)
                                                                                               : MeasureTable(store, stated, time_us, now_us));
  // A file is read far from the hub: made-up figures are marked in every row.
  table.columns.push_back("is_example");
  for (auto& row : table.rows) row.push_back(municipality.is_example());
  return table;
}

}  // namespace helhet::exports
