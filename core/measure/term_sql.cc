#include "core/measure/term_sql.h"

#include <map>
#include <memory>

#include "core/measure/limits.h"
#include "core/measure/term_columns.h"

namespace helhet::measure {
namespace {

using model::FactTable;
using store::Row;
using Definitions = std::span<const Definition* const>;
using Statements = std::vector<std::unique_ptr<TermColumns>>;

// The columns of a table, begun anew in another statement when one has taken enough.
TermColumns& ColumnsFor(const FactTable& table, store::Dialect dialect, Statements& statements) {
  if (statements.empty() || &statements.back()->table() != &table || statements.back()->size() >= limits::kStatementTerms) {
    statements.push_back(std::make_unique<TermColumns>(table, dialect));
  }
  return *statements.back();
}

// One statement for each table that a term is computed from, and for each kind, which tells where there
// are cells at all.
Statements StatementsFor(Definitions definitions, store::Dialect dialect) {
  Statements statements;
  for (const FactTable& table : model::FactTables()) {
    for (size_t i = 0; i < definitions.size(); ++i) {
      const Definition& definition = *definitions[i];
      if (!table.is_line() && definition.UsesKind(table.name)) ColumnsFor(table, dialect, statements).AddFacts(i, definition);
      for (size_t term = 0; term < definition.terms().size(); ++term) {
        if (definition.terms()[term].table == &table) ColumnsFor(table, dialect, statements).AddTerm(i, definition, term);
      }
    }
  }
  return statements;
}

// The period of a length that the column `month` lies in, written as CalendarPeriod does.
std::string PeriodSql(model::v1::Period length) {
  const std::string year = "substr(f.month, 1, 4)";
  const std::string month = "CAST(substr(f.month, 6, 2) AS INTEGER)";
  switch (length) {
    case model::v1::PERIOD_QUARTER:
      return year + " || '-Q' || ((" + month + " + 2) / 3)";
    case model::v1::PERIOD_TERTIAL:
      return year + " || '-T' || ((" + month + " + 3) / 4)";
    case model::v1::PERIOD_HALF:
      return year + " || '-H' || ((" + month + " + 5) / 6)";
    case model::v1::PERIOD_YEAR:
      return year;
    default:
      return "f.month";
  }
}

std::string SelectSql(const TermColumns& columns, const std::string& keys) {
  return "SELECT " + keys + columns.sql() + " FROM " + TablesSql(columns.table()) + " WHERE f.municipality_id = $1 AND f.counted = 1 AND ";
}

// All months of the cells: `(f.unit_id, f.month) IN (VALUES ($2, $3), …)`.
Result<std::string> CellsSql(const std::vector<CellKey>& cells, Parameters& parameters) {
  std::string sql;
  for (const CellKey& cell : cells) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(cell.period));
    for (const CalendarPeriod& month : period.Months()) {
      sql += (sql.empty() ? "(" : ", (") + parameters.Add(cell.unit_id) + ", " + parameters.Add(month.Text()) + ")";
    }
  }
  return "(f.unit_id, f.month) IN (VALUES " + sql + ")";
}

}  // namespace

Result<std::vector<std::vector<CellTerms>>> ComputeCells(store::TenantStore& store, Definitions definitions,
                                                         const std::vector<CellKey>& cells) {
  std::vector<std::vector<CellTerms>> computed;
  std::map<CellKey, size_t> index;
  for (size_t i = 0; i < cells.size(); ++i) index.emplace(cells[i], i);
  for (const Definition* definition : definitions) {
    computed.emplace_back(cells.size(), CellTerms{false, definition->TermsOfNothing(), 0, {}});
  }
  if (cells.empty() || definitions.empty()) return computed;

  const std::string keys = "f.unit_id, " + PeriodSql(definitions[0]->grain()) + ", ";
  for (const auto& columns : StatementsFor(definitions, store.dialect())) {
    HELHET_ASSIGN_OR_RETURN(const std::string scope, CellsSql(cells, columns->parameters()));
    HELHET_RETURN_IF_ERROR(store.Query(
        SelectSql(*columns, keys) + scope + " GROUP BY 1, 2", columns->parameters().values(), [&](const Row& row) {
          const auto cell = index.find({store::AsText(row[0]), store::AsText(row[1])});
          if (cell == index.end()) return Internal("measure: a statement answered with a cell that was not asked for");
          columns->Read(row, 2, [&](size_t definition) -> CellTerms& { return computed[definition][cell->second]; });
          return OkStatus();
        }));
  }
  return computed;
}

Result<CellTerms> ComputeOver(store::TenantStore& store, const Definition& definition,
                              const std::vector<std::string>& unit_ids, const CalendarPeriod& period) {
  CellTerms computed{false, definition.TermsOfNothing(), 0, {}};
  if (unit_ids.empty()) return computed;
  const Definition* definitions[] = {&definition};
  for (const auto& columns : StatementsFor(definitions, store.dialect())) {
    const std::string scope = UnitsAndMonthsSql(unit_ids, period, columns->parameters());
    HELHET_RETURN_IF_ERROR(store.Query(SelectSql(*columns, "") + scope, columns->parameters().values(), [&](const Row& row) {
      columns->Read(row, 0, [&](size_t) -> CellTerms& { return computed; });
      return OkStatus();
    }));
  }
  return computed;
}

std::string UnitsAndMonthsSql(const std::vector<std::string>& unit_ids, const CalendarPeriod& period, Parameters& parameters) {
  std::string units;
  for (const std::string& unit_id : unit_ids) units += (units.empty() ? "" : ", ") + parameters.Add(unit_id);
  return "f.unit_id IN (" + units + ") AND f.month >= " + parameters.Add(period.FirstMonth().Text()) +
         " AND f.month <= " + parameters.Add(period.LastMonth().Text());
}

}  // namespace helhet::measure
