#include "core/measure/stock_day.h"

#include <set>

#include "core/model/calendar.h"
#include "core/store/dirty_cells.h"

namespace helhet::measure {
namespace {

using store::AsText;
using store::Row;
using store::TenantStore;

// The kinds of facts that measures stand on, those being built among them.
Result<std::set<const model::FactTable*>> StandingKinds(TenantStore& store, const std::vector<MeasureState>& states) {
  std::set<const model::FactTable*> kinds;
  DefinitionCache definitions;
  for (const MeasureState& state : states) {
    for (const int64_t version : {state.definition_version, state.building_version}) {
      if (version == 0) continue;
      const auto definition = definitions.Find(store, state.measure_id, version);
      // One that cannot be read is told of where its cells are computed.
      if (!definition.ok() && definition.status().code() != StatusCode::kFailedPrecondition) return definition.status();
      if (definition.ok() && (*definition)->is_standing()) kinds.insert((*definition)->kinds().begin(), (*definition)->kinds().end());
    }
  }
  return kinds;
}

Status MarkSince(TenantStore& store, const std::string& day, const std::vector<MeasureState>& states) {
  HELHET_ASSIGN_OR_RETURN(const auto kinds, StandingKinds(store, states));
  store::DirtyCells cells;
  for (const model::FactTable* kind : kinds) {
    HELHET_RETURN_IF_ERROR(store.Query("SELECT DISTINCT unit_id FROM " + kind->table + " WHERE municipality_id = $1 AND unit_id <> ''", {},
                                       [&](const Row& row) {
                                         cells.insert({kind->name, AsText(row[0]), day});
                                         return OkStatus();
                                       }));
  }
  return store::MarkDirty(store, cells);
}

}  // namespace

Result<std::string> StockDay(TenantStore& store) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne("SELECT day FROM stock_day WHERE municipality_id = $1"));
  return row.empty() ? std::string() : AsText(row[0]);
}

Status AdvanceStockDay(TenantStore& store, int64_t now_us) {
  const std::string today = model::LocalDay(now_us);
  HELHET_ASSIGN_OR_RETURN(const std::string known, StockDay(store));
  if (known >= today) return OkStatus();
  return store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(const auto states, LockStates(store));
    HELHET_ASSIGN_OR_RETURN(const std::string before, StockDay(store));
    if (before >= today) return OkStatus();
    if (!before.empty()) HELHET_RETURN_IF_ERROR(MarkSince(store, before, states));
    return store.Execute("INSERT INTO stock_day (municipality_id, day) VALUES ($1, $2) "
                         "ON CONFLICT (municipality_id) DO UPDATE SET day = excluded.day", {today}).status();
  });
}

}  // namespace helhet::measure
