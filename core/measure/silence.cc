#include "core/measure/silence.h"

#include <algorithm>

#include "core/measure/stock_day.h"
#include "core/measure/term_sql.h"

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::Row;
using store::TenantStore;

constexpr int64_t kDayUs = 86'400'000'000;

Result<int64_t> NewestRunOf(TenantStore& store, const Definition& definition, const Term& term) {
  Parameters parameters;
  std::string day;
  if (term.standing) {
    HELHET_ASSIGN_OR_RETURN(const std::string today, StockDay(store));
    day = parameters.Add(today);
  }
  const std::string taken = TermConditionSql(definition, term, day, store.dialect(), parameters);
  const std::string sql = "SELECT max(r.started_us) FROM " + TablesSql(*term.table) +
                          " JOIN fact p ON p.municipality_id = f.municipality_id AND p.fact_id = f.fact_id"
                          " JOIN run r ON r.municipality_id = p.municipality_id AND r.run_id = p.run_id WHERE " +
                          CountedSql(*term.table) + " AND " + taken;
  int64_t newest_us = 0;
  HELHET_RETURN_IF_ERROR(store.Query(sql, parameters.values(), [&](const Row& row) {
    if (!store::IsNull(row[0])) newest_us = AsInteger(row[0]);
    return OkStatus();
  }));
  return newest_us;
}

Result<int64_t> FirstStated(TenantStore& store, const std::string& measure_id) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
      "SELECT min(updated_us) FROM document_edition WHERE municipality_id = $1 AND kind = 'measure' AND document_id = $2", {measure_id}));
  return store::IsNull(row[0]) ? 0 : AsInteger(row[0]);
}

}  // namespace

Result<Silence> LoadSilence(TenantStore& store, const model::v1::Measure& measure, int64_t now_us) {
  Silence silence;
  if (measure.silent_after_days() <= 0) return silence;
  HELHET_ASSIGN_OR_RETURN(const Definition definition, Definition::Compile(measure));
  for (const Term& term : definition.terms()) {
    HELHET_ASSIGN_OR_RETURN(const int64_t newest_us, NewestRunOf(store, definition, term));
    silence.heard_us = std::max(silence.heard_us, newest_us);
  }
  int64_t since_us = silence.heard_us;
  if (since_us == 0) {
    HELHET_ASSIGN_OR_RETURN(since_us, FirstStated(store, measure.measure_id()));
  }
  silence.is_silent = now_us - since_us > measure.silent_after_days() * kDayUs;
  return silence;
}

}  // namespace helhet::measure
