#include "core/measure/stored_series.h"

#include "core/measure/cells.h"
#include "core/measure/generations.h"
#include "core/measure/stock_day.h"

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;
using store::TenantStore;

struct Versions {
  int64_t shown = 0;
  int64_t building = 0;
};

// State and cells by one statement, so that they are of one generation even while another hub switches it.
Result<Versions> ReadCells(TenantStore& store, const std::string& measure_id, const std::string& first_year,
                           const std::string& last_year, StoredSeries& series) {
  bool found = false;
  Versions versions;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT s.definition_version, s.building_version, c.unit_id, c.period, c.revision, c.terms, c.other_currency_count, c.computed_us "
      "FROM measure_state s LEFT JOIN cell c ON c.municipality_id = s.municipality_id AND c.measure_id = s.measure_id "
      "AND c.generation = s.generation AND c.period >= $3 AND c.period <= $4 AND c.terms <> '[]' "
      "WHERE s.municipality_id = $1 AND s.measure_id = $2",
      // Every period of the last year sorts before a tilde behind it.
      {measure_id, first_year, last_year + "~"}, [&](const Row& row) -> Status {
        found = true;
        versions = {AsInteger(row[0]), AsInteger(row[1])};
        if (store::IsNull(row[2])) return OkStatus();
        HELHET_ASSIGN_OR_RETURN(TermValues values, ReadTermsText(AsText(row[5])));
        series.cells[AsText(row[2])][AsText(row[3])] = {AsInteger(row[4]), std::move(values), AsInteger(row[6]), AsInteger(row[7])};
        return OkStatus();
      }));
  if (!found) {
    return NotFound("measure '" + measure_id + "': there is none").WithReason("measure_not_found")
        .WithRemedy("list the measures; one that was just defined is there when the hub has taken it in");
  }
  return versions;
}

Status ReadWaiting(TenantStore& store, const std::string& first_year, const std::string& last_year, StoredSeries& series) {
  for (const model::FactTable* kind : series.definition->kinds()) {
    HELHET_RETURN_IF_ERROR(store.Query("SELECT month, COUNT(*) FROM " + kind->table +
                                           " WHERE municipality_id = $1 AND unit_id = '' AND month >= $2 AND month <= $3 AND counted = 1 "
                                           "GROUP BY month",
                                       {first_year, last_year + "~"}, [&](const Row& row) {
                                         series.waiting[AsText(row[0])] += AsInteger(row[1]);
                                         return OkStatus();
                                       }));
  }
  return OkStatus();
}

Status ReadWaitingStanding(TenantStore& store, StoredSeries& series) {
  HELHET_ASSIGN_OR_RETURN(series.today, StockDay(store));
  for (const model::FactTable* kind : series.definition->kinds()) {
    const Standing& standing = series.definition->StandingOf(*kind);
    const std::string until = standing.until == nullptr ? "''" : standing.until->name;
    HELHET_RETURN_IF_ERROR(store.Query("SELECT " + standing.from->name + ", " + until + ", COUNT(*) FROM " + kind->table +
                                           " WHERE municipality_id = $1 AND unit_id = '' AND counted = 1 GROUP BY 1, 2",
                                       {}, [&](const Row& row) {
                                         series.waiting_standing[{AsText(row[0]), AsText(row[1])}] += AsInteger(row[2]);
                                         return OkStatus();
                                       }));
  }
  return OkStatus();
}

}  // namespace

int64_t StoredSeries::WaitingIn(const CalendarPeriod& period) const {
  int64_t count = 0;
  if (definition->is_standing()) {
    const bool runs = period.FirstDay() <= today && today <= period.LastDay();
    if (period.FirstDay() > today || (definition->is_as_seen() && !runs)) return 0;
    const std::string day = DayOf(period, today);
    for (const auto& [held, facts] : waiting_standing) {
      if (held.first <= day && (held.second.empty() || held.second >= day)) count += facts;
    }
    return count;
  }
  for (auto month = waiting.lower_bound(period.FirstMonth().Text());
       month != waiting.end() && month->first <= period.LastMonth().Text(); ++month) {
    count += month->second;
  }
  return count;
}

Result<StoredSeries> ReadStoredSeries(TenantStore& store, const std::string& measure_id, const std::string& first_year,
                                      const std::string& last_year) {
  StoredSeries series;
  HELHET_ASSIGN_OR_RETURN(const Versions versions, ReadCells(store, measure_id, first_year, last_year, series));
  DefinitionCache definitions;
  series.definition_version = versions.shown;
  series.is_rebuilding = versions.building != 0;
  HELHET_ASSIGN_OR_RETURN(series.definition, definitions.Find(store, measure_id, versions.shown != 0 ? versions.shown : versions.building));
  HELHET_RETURN_IF_ERROR(series.definition->is_standing() ? ReadWaitingStanding(store, series)
                                                          : ReadWaiting(store, first_year, last_year, series));
  return series;
}

}  // namespace helhet::measure
