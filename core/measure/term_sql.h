// Terms computed by the database. SQL computes terms and nothing else.
#pragma once

#include <compare>
#include <span>
#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/filter_sql.h"
#include "core/measure/period.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// A unit in a period of a measure's grain.
struct CellKey {
  std::string unit_id;
  std::string period;
  auto operator<=>(const CellKey&) const = default;
};

// What facts say of one cell or figure.
struct CellTerms {
  // No fact of the definition's kinds lies there: there is no cell, which is not the same as 0.
  bool has_facts = false;
  TermValues values;
  // Facts that some money term would have taken, had their currency been the measure's.
  int64_t other_currency_count = 0;
  // Terms that do not fit in 64 bits, by index; their values are unknown.
  std::vector<size_t> overflowed;
};

// Terms of several measures for a set of cells; [i][j] is of definition i and cell j. One statement for
// each table of facts. The definitions are of one grain, and the periods of the cells of that length. All of them stand,
// or none does; those that do are looked at on the last day of each period, on `today` while it runs.
Result<std::vector<std::vector<CellTerms>>> ComputeCells(store::TenantStore& store,
                                                         std::span<const Definition* const> definitions,
                                                         const std::vector<CellKey>& cells, const std::string& today);

// Terms over all facts of some units in a period of any length; of a definition that stands, on the day of the period.
Result<CellTerms> ComputeOver(store::TenantStore& store, const Definition& definition, const std::vector<std::string>& unit_ids,
                              const CalendarPeriod& period, const std::string& today);

// The condition that selects the facts behind a term, for the statement of an explanation. `day` is the SQL of the day on
// which they are looked at, of a term that stands.
std::string TermConditionSql(const Definition& definition, const Term& term, const std::string& day, store::Dialect dialect,
                             Parameters& parameters);
// `fact_invoice f`, or for lines `fact_invoice f CROSS JOIN fact_invoice_line l`. CROSS tells SQLite to read
// the tables in that order, which its planner, without statistics, gets wrong; PostgreSQL plans as it likes.
std::string TablesSql(const model::FactTable& table);
// The facts of the municipality that count, and their lines.
std::string CountedSql(const model::FactTable& table);
// The condition that selects the facts of some units, and of a period where the definition does not stand: what stands
// lies in all, and its terms say which.
std::string PlaceSql(const Definition& definition, const std::vector<std::string>& unit_ids, const CalendarPeriod& period, Parameters& parameters);

}  // namespace helhet::measure
