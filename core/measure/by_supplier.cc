#include "core/measure/by_supplier.h"

#include <charconv>

#include "core/measure/term_columns.h"
#include "core/measure/term_sql.h"

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

constexpr char kNumberField[] = "supplier_organisation_number";
constexpr char kNameField[] = "supplier_name";

// The last supplier of the page before: both halves of its value, as the statement orders by them, and its number.
struct Cursor {
  int64_t upper = 0;
  int64_t lower = 0;
  std::string number;
};

// `-3.17.987654321`.
Result<Cursor> ReadToken(const std::string& token) {
  Cursor cursor;
  const char* const end = token.data() + token.size();
  const auto upper = std::from_chars(token.data(), end, cursor.upper);
  if (upper.ec == std::errc() && upper.ptr != end && *upper.ptr == '.') {
    const auto lower = std::from_chars(upper.ptr + 1, end, cursor.lower);
    if (lower.ec == std::errc() && lower.ptr != end && *lower.ptr == '.') {
      cursor.number.assign(lower.ptr + 1, end);
      return cursor;
    }
  }
  return InvalidArgument("page token: '" + token + "' is none that the hub gave").WithReason("page_token_invalid");
}

std::string TokenOf(const Cursor& cursor) { return std::to_string(cursor.upper) + "." + std::to_string(cursor.lower) + "." + cursor.number; }

Status CheckTerm(const Definition& definition, const Term& term) {
  const std::string where = "measure '" + definition.measure().measure_id() + "': term '" + term.name + "' ";
  const bool adds_up = term.aggregate == model::v1::AGGREGATE_COUNT || term.aggregate == model::v1::AGGREGATE_SUM;
  if (!adds_up) {
    return InvalidArgument(where + "cannot be told by supplier: only counts and sums are the sum of their parts")
        .WithReason("term_not_by_supplier")
        .WithRemedy("choose a term that is a count or a sum");
  }
  if (term.kind->Find(kNumberField) == nullptr) {
    return InvalidArgument(where + "cannot be told by supplier: facts of kind '" + term.kind->name + "' name none")
        .WithReason("term_not_by_supplier")
        .WithRemedy("choose a term over invoices, orders or ledger entries");
  }
  return OkStatus();
}

// One row for each supplier: number, name, facts, and the columns of the term as c0, c1, c2.
std::string GroupsSql(TermColumns& columns, const Definition& definition, const Term& term, const std::vector<std::string>& unit_ids,
                      const CalendarPeriod& period, const std::string& today, store::Dialect dialect) {
  if (term.standing) columns.LookAt(columns.parameters().Add(DayOf(period, today)));
  columns.AddTerm(0, definition, static_cast<size_t>(&term - definition.terms().data()));
  const std::string number = ColumnSql(*term.kind->Find(kNumberField), false);
  const model::FactField* name = term.kind->Find(kNameField);
  const bool is_sum = term.aggregate == model::v1::AGGREGATE_SUM;
  return std::string("WITH g (number, name, facts, c0") + (is_sum ? ", c1, c2" : "") + ") AS (SELECT " + number + ", " +
         (name == nullptr ? "''" : "MAX(" + ColumnSql(*name, false) + ")") + ", COUNT(*), " + columns.sql() + " FROM " + TablesSql(*term.table) +
         " WHERE " + CountedSql(*term.table) + " AND " + PlaceSql(definition, unit_ids, period, columns.parameters()) + " AND " +
         TermConditionSql(definition, term, columns.day(), dialect, columns.parameters()) + " GROUP BY " + number + ") ";
}

// A value in two halves that order as it does: TermColumns reads a sum that way, for it cannot overflow.
struct Halves {
  std::string upper;
  std::string lower;
};
Halves HalvesOf(const Term& term) {
  if (term.aggregate == model::v1::AGGREGATE_SUM) return {"(c0 + (c1 >> 32))", "(c1 & 4294967295)"};
  return {"c0", "0"};
}

}  // namespace

Result<SuppliersPage> GroupBySupplier(store::TenantStore& store, const Definition& definition, size_t index,
                                      const std::vector<std::string>& unit_ids, const CalendarPeriod& period, const std::string& today,
                                      int page_size, const std::string& page_token) {
  const Term& term = definition.terms()[index];
  HELHET_RETURN_IF_ERROR(CheckTerm(definition, term));
  TermColumns columns(*term.table, store.dialect());
  const std::string groups = GroupsSql(columns, definition, term, unit_ids, period, today, store.dialect());
  SuppliersPage page;
  HELHET_RETURN_IF_ERROR(store.Query(groups + "SELECT COUNT(*) FROM g", columns.parameters().values(), [&](const Row& row) {
    page.total = AsInteger(row[0]);
    return OkStatus();
  }));

  const auto [upper, lower] = HalvesOf(term);
  std::string after;
  if (!page_token.empty()) {
    HELHET_ASSIGN_OR_RETURN(const Cursor cursor, ReadToken(page_token));
    const std::string u = std::to_string(cursor.upper), l = std::to_string(cursor.lower);
    after = " WHERE " + upper + " < " + u + " OR (" + upper + " = " + u + " AND (" + lower + " < " + l + " OR (" + lower + " = " + l +
            " AND number > " + columns.parameters().Add(cursor.number) + ")))";
  }
  // One more than the page, to know whether there is another.
  const std::string sql = groups + "SELECT number, name, facts, " + upper + ", " + lower + ", g.* FROM g" + after + " ORDER BY 4 DESC, 5 DESC, number LIMIT " +
                          std::to_string(page_size + 1);
  constexpr size_t kTermColumns = 8;  // after those named and the first three of g
  Cursor last;
  HELHET_RETURN_IF_ERROR(store.Query(sql, columns.parameters().values(), [&](const Row& row) {
    if (page.suppliers.size() == static_cast<size_t>(page_size)) {
      page.next_page_token = TokenOf(last);
      return OkStatus();
    }
    CellTerms terms{true, definition.TermsOfNothing(), 0, {}};
    columns.Read(row, kTermColumns, [&](size_t) -> CellTerms& { return terms; });
    last = {AsInteger(row[3]), AsInteger(row[4]), AsText(row[0])};
    page.suppliers.push_back({last.number, last.number.empty() ? "" : AsText(row[1]), AsInteger(row[2]), terms.values[index]});
    return OkStatus();
  }));
  return page;
}

}  // namespace helhet::measure
