#include "core/measure/term_sql.h"

#include <memory>

#include "core/measure/limits.h"
#include "core/measure/term_columns.h"

namespace helhet::measure {
namespace {

using model::FactTable;
using store::Row;
using Definitions = std::span<const Definition* const>;
using Statements = std::vector<std::unique_ptr<TermColumns>>;

// The day of the cell that a row is of.
constexpr char kCellDay[] = "c.day";

// The columns of a table, begun anew in another statement when one has taken enough. `day` is a day, kCellDay, or empty
// where nothing stands.
TermColumns& ColumnsFor(const FactTable& table, store::Dialect dialect, const std::string& day, Statements& statements) {
  if (statements.empty() || &statements.back()->table() != &table || statements.back()->size() >= limits::kStatementTerms) {
    statements.push_back(std::make_unique<TermColumns>(table, dialect));
    TermColumns& columns = *statements.back();
    columns.LookAt(day.empty() || day == kCellDay ? day : columns.parameters().Add(day));
  }
  return *statements.back();
}

// One statement for each table that a term is computed from, and for each kind, which tells where there
// are cells at all.
Statements StatementsFor(Definitions definitions, store::Dialect dialect, const std::string& day) {
  Statements statements;
  for (const FactTable& table : model::FactTables()) {
    for (size_t i = 0; i < definitions.size(); ++i) {
      const Definition& definition = *definitions[i];
      if (!table.is_line() && definition.UsesKind(table.name)) ColumnsFor(table, dialect, day, statements).AddFacts(i, definition);
      for (size_t term = 0; term < definition.terms().size(); ++term) {
        if (definition.terms()[term].table == &table) ColumnsFor(table, dialect, day, statements).AddTerm(i, definition, term);
      }
    }
  }
  return statements;
}

// The months of the cells as rows: `VALUES (0, $2, $3), (0, $2, $4), (1, …`. The first is the cell's index.
Result<std::string> MonthsSql(const std::vector<CellKey>& cells, Parameters& parameters) {
  std::string sql = "VALUES ";
  for (size_t i = 0; i < cells.size(); ++i) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(cells[i].period));
    for (const CalendarPeriod& month : period.Months()) {
      sql += (sql.back() == ')' ? ", (" : "(") + std::to_string(i) + ", " + parameters.Add(cells[i].unit_id) + ", " +
             parameters.Add(month.Text()) + ")";
    }
  }
  return sql;
}

// The days of the cells as rows: the cell's index, its unit and its day.
Result<std::string> DaysSql(const std::vector<CellKey>& cells, const std::string& today, Parameters& parameters) {
  std::string sql = "VALUES ";
  for (size_t i = 0; i < cells.size(); ++i) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(cells[i].period));
    sql += (sql.back() == ')' ? ", (" : "(") + std::to_string(i) + ", " + parameters.Add(cells[i].unit_id) + ", " +
           parameters.Add(DayOf(period, today)) + ")";
  }
  return sql;
}

// Where the facts of a cell are, as a table c and the condition that joins it.
struct CellsSql {
  std::string table;
  std::string joined;
};
Result<CellsSql> CellsFor(bool standing, const std::vector<CellKey>& cells, const std::string& today, Parameters& parameters) {
  if (standing) {
    HELHET_ASSIGN_OR_RETURN(const std::string days, DaysSql(cells, today, parameters));
    return CellsSql{"c (cell, unit_id, day) AS (" + days + ")", " AND f.unit_id = c.unit_id"};
  }
  HELHET_ASSIGN_OR_RETURN(const std::string months, MonthsSql(cells, parameters));
  return CellsSql{"c (cell, unit_id, month) AS (" + months + ")", " AND f.unit_id = c.unit_id AND f.month = c.month"};
}

}  // namespace

Result<std::vector<std::vector<CellTerms>>> ComputeCells(store::TenantStore& store, Definitions definitions,
                                                         const std::vector<CellKey>& cells, const std::string& today) {
  std::vector<std::vector<CellTerms>> computed;
  for (const Definition* definition : definitions) {
    computed.emplace_back(cells.size(), CellTerms{false, definition->TermsOfNothing(), 0, {}});
  }
  if (cells.empty() || definitions.empty()) return computed;

  const bool standing = definitions[0]->is_standing();
  for (const auto& columns : StatementsFor(definitions, store.dialect(), standing ? kCellDay : "")) {
    HELHET_ASSIGN_OR_RETURN(const CellsSql places, CellsFor(standing, cells, today, columns->parameters()));
    const std::string sql = "WITH " + places.table + " SELECT c.cell, " + columns->sql() + " FROM c CROSS JOIN " +
                            TablesSql(columns->table()) + " WHERE " + CountedSql(columns->table()) + places.joined + " GROUP BY c.cell";
    HELHET_RETURN_IF_ERROR(store.Query(sql, columns->parameters().values(), [&](const Row& row) {
      const auto cell = static_cast<size_t>(store::AsInteger(row[0]));
      columns->Read(row, 1, [&](size_t definition) -> CellTerms& { return computed[definition][cell]; });
      return OkStatus();
    }));
  }
  return computed;
}

Result<CellTerms> ComputeOver(store::TenantStore& store, const Definition& definition, const std::vector<std::string>& unit_ids,
                              const CalendarPeriod& period, const std::string& today) {
  CellTerms computed{false, definition.TermsOfNothing(), 0, {}};
  if (unit_ids.empty()) return computed;
  const Definition* definitions[] = {&definition};
  for (const auto& columns : StatementsFor(definitions, store.dialect(), definition.is_standing() ? DayOf(period, today) : "")) {
    const std::string sql = "SELECT " + columns->sql() + " FROM " + TablesSql(columns->table()) + " WHERE " + CountedSql(columns->table()) +
                            " AND " + PlaceSql(definition, unit_ids, period, columns->parameters());
    HELHET_RETURN_IF_ERROR(store.Query(sql, columns->parameters().values(), [&](const Row& row) {
      columns->Read(row, 0, [&](size_t) -> CellTerms& { return computed; });
      return OkStatus();
    }));
  }
  return computed;
}

std::string TablesSql(const FactTable& table) {
  if (!table.is_line()) return table.table + " f";
  return model::FindFactTable(table.parent)->table + " f CROSS JOIN " + table.table + " l";
}

std::string CountedSql(const FactTable& table) {
  return std::string("f.municipality_id = $1 AND f.counted = 1") +
         (table.is_line() ? " AND l.municipality_id = f.municipality_id AND l.fact_id = f.fact_id" : "");
}

std::string PlaceSql(const Definition& definition, const std::vector<std::string>& unit_ids, const CalendarPeriod& period, Parameters& parameters) {
  std::string units;
  for (const std::string& unit_id : unit_ids) units += (units.empty() ? "" : ", ") + parameters.Add(unit_id);
  if (definition.is_standing()) return "f.unit_id IN (" + units + ")";
  return "f.unit_id IN (" + units + ") AND f.month >= " + parameters.Add(period.FirstMonth().Text()) +
         " AND f.month <= " + parameters.Add(period.LastMonth().Text());
}

}  // namespace helhet::measure
