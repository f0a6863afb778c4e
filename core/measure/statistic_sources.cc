#include "core/measure/statistic_sources.h"

#include <algorithm>
#include <set>

#include "core/measure/term_sql.h"

namespace helhet::measure {
namespace {

using api::v1::StatisticSource;
using store::AsText;
using store::Row;

// From the beginning of the first period to the end of the last: periods of one query are a row of them.
Result<std::string> PlaceSql(const model::UnitTree& tree, const SeriesQuery& query, Parameters& parameters) {
  std::set<std::string> units;
  for (const std::string& unit_id : query.unit_ids) {
    units.insert(unit_id);
    for (const std::string& below : tree.Within(unit_id, query.organisation)) units.insert(below);
  }
  std::string first, last;
  for (const std::string& text : query.periods) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(text));
    const std::string begin = period.FirstMonth().Text(), end = period.LastMonth().Text();
    if (first.empty() || begin < first) first = begin;
    last = std::max(last, end);
  }
  std::string within;
  for (const std::string& unit_id : units) within += (within.empty() ? "" : ", ") + parameters.Add(unit_id);
  return "f.unit_id IN (" + within + ") AND f.month >= " + parameters.Add(first) + " AND f.month <= " + parameters.Add(last);
}

}  // namespace

Result<std::vector<StatisticSource>> LoadStatisticSources(store::TenantStore& store, const model::UnitTree& tree,
                                                          const model::v1::Measure& measure, const SeriesQuery& query) {
  std::vector<StatisticSource> sources;
  if (query.unit_ids.empty() || query.periods.empty()) return sources;
  HELHET_ASSIGN_OR_RETURN(const Definition definition, Definition::Compile(measure));
  for (const Term& term : definition.terms()) {
    if (term.table->name != "statistic" || term.standing) continue;
    Parameters parameters;
    HELHET_ASSIGN_OR_RETURN(const std::string place, PlaceSql(tree, query, parameters));
    const std::string taken = TermConditionSql(definition, term, /*day=*/"", store.dialect(), parameters);
    const std::string columns = "f.provider, f.table_id, f.table_title, f.projection_round, f.projection_alternative";
    HELHET_RETURN_IF_ERROR(store.Query("SELECT " + columns + ", min(f.month), max(f.month) FROM " + TablesSql(*term.table) + " WHERE " +
                                       CountedSql(*term.table) + " AND " + place + " AND " + taken + " GROUP BY " + columns + " ORDER BY " + columns,
                                       parameters.values(), [&](const Row& row) {
      StatisticSource& source = sources.emplace_back();
      source.set_term(term.name);
      source.set_provider(AsText(row[0]));
      source.set_table_id(AsText(row[1]));
      source.set_table_title(AsText(row[2]));
      source.set_projection_round(AsText(row[3]));
      source.set_projection_alternative(AsText(row[4]));
      source.set_first_month(AsText(row[5]));
      source.set_last_month(AsText(row[6]));
      return OkStatus();
    }));
  }
  return sources;
}

}  // namespace helhet::measure
