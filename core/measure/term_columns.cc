#include "core/measure/term_columns.h"

#include <limits>

#include "core/measure/day_sql.h"

namespace helhet::measure {
namespace {

using model::FactTable;
using model::FieldType;
using store::Dialect;

std::string CurrencyColumn() { return std::string(kKindAlias) + ".\"currency_code\""; }

std::string CountSql(const std::string& condition) { return "COUNT(CASE WHEN " + condition + " THEN 1 END)"; }

// A sum in two halves, of the upper and of the lower 32 bits. Neither can overflow in the database, where
// an overflow would end the statement and with it every other cell; they are put together, and checked,
// when the row is read.
// The third column counts unknown addends.
std::vector<std::string> SumSql(const std::string& condition, const std::string& column, bool nullable) {
  const std::string begin = "CAST(COALESCE(SUM(CASE WHEN " + condition + " THEN " + column;
  return {begin + " >> 32 END), 0) AS BIGINT)", begin + " & 4294967295 END), 0) AS BIGINT)",
          nullable ? CountSql(condition + " AND " + column + " IS NULL") : "0"};
}

std::string DistinctSql(std::string condition, const std::string& column, FieldType type) {
  if (type == FieldType::kText) condition += " AND " + column + " <> ''";
  if (type == FieldType::kEnum) condition += " AND " + column + " <> 'unspecified'";
  return "COUNT(DISTINCT CASE WHEN " + condition + " THEN " + column + " END)";
}

// What a term takes, in whatever currency.
std::string TakenSql(const Term& term, const std::string& day, Dialect dialect, Parameters& parameters) {
  const std::string condition = FilterSql(term.filter, *term.table, day, dialect, parameters);
  return term.standing ? "(" + HoldsSql(*term.standing, day) + " AND " + condition + ")" : condition;
}

// A fact in another currency that some money term of the definition would have taken. A fact that two
// terms would take, or that has two such lines, is one fact.
std::string OtherCurrencySql(const Definition& definition, const FactTable& kind, const std::string& day, Dialect dialect,
                             Parameters& parameters) {
  std::string taken;
  for (const Term& term : definition.terms()) {
    if (!term.is_money || term.kind != &kind) continue;
    std::string condition = TakenSql(term, day, dialect, parameters);
    if (term.table->is_line()) {
      condition = "EXISTS (SELECT 1 FROM " + term.table->table + " l WHERE l.municipality_id = f.municipality_id "
                  "AND l.fact_id = f.fact_id AND " + condition + ")";
    }
    taken += (taken.empty() ? "" : " OR ") + condition;
  }
  if (taken.empty()) return "0";
  return CountSql(CurrencyColumn() + " <> " + parameters.Add(definition.measure().currency_code()) + " AND (" + taken + ")");
}

// The sum of both halves; none when it does not fit.
std::optional<int64_t> Joined(int64_t upper, int64_t lower) {
  upper += lower >> 32;
  lower &= 0xffffffff;
  if (upper < std::numeric_limits<int32_t>::min() || upper > std::numeric_limits<int32_t>::max()) return std::nullopt;
  return upper * (int64_t{1} << 32) + lower;
}

}  // namespace

std::string TermConditionSql(const Definition& definition, const Term& term, const std::string& day, Dialect dialect, Parameters& parameters) {
  std::string condition = TakenSql(term, day, dialect, parameters);
  if (term.is_money) condition += " AND " + CurrencyColumn() + " = " + parameters.Add(definition.measure().currency_code());
  return condition;
}

void TermColumns::AddTerm(size_t definition, const Definition& of, size_t index) {
  const Term& term = of.terms()[index];
  const std::string condition = TermConditionSql(of, term, day_, dialect_, parameters_);
  const std::string column = term.field == nullptr ? "" : ColumnSql(*term.field, table_.is_line());
  switch (term.aggregate) {
    case model::v1::AGGREGATE_SUM:
      return Add(Shape::kSum, definition, index, SumSql(condition, column, term.field->nullable));
    case model::v1::AGGREGATE_MIN:
      return Add(Shape::kPlain, definition, index, {"MIN(CASE WHEN " + condition + " THEN " + column + " END)"});
    case model::v1::AGGREGATE_MAX:
      return Add(Shape::kPlain, definition, index, {"MAX(CASE WHEN " + condition + " THEN " + column + " END)"});
    case model::v1::AGGREGATE_SUM_OF_AGE_DAYS:
      // No number of facts has ages that come to 64 bits.
      return Add(Shape::kPlain, definition, index,
                 {"CAST(COALESCE(SUM(CASE WHEN " + condition + " THEN " + AgeDaysSql(column, day_, dialect_) + " END), 0) AS BIGINT)"});
    case model::v1::AGGREGATE_DISTINCT:
      return Add(Shape::kPlain, definition, index, {DistinctSql(condition, column, term.field->type)});
    default:
      return Add(Shape::kPlain, definition, index, {CountSql(condition)});
  }
}

void TermColumns::AddFacts(size_t definition, const Definition& of) {
  const std::string count = of.is_standing() ? CountSql(HasBegunSql(of.StandingOf(table_), day_)) : "COUNT(*)";
  Add(Shape::kFacts, definition, 0, {count, OtherCurrencySql(of, table_, day_, dialect_, parameters_)});
}

void TermColumns::Add(Shape shape, size_t definition, size_t term, const std::vector<std::string>& columns) {
  Place place{shape, definition, term, {}};
  for (const std::string& column : columns) {
    const auto [found, is_new] = columns_.emplace(column, columns_.size());
    if (is_new) sql_ += (sql_.empty() ? "" : ", ") + column;
    place.columns.push_back(found->second);
  }
  places_.push_back(std::move(place));
}

void TermColumns::Read(const store::Row& row, size_t first, const std::function<CellTerms&(size_t)>& cell) const {
  for (const Place& place : places_) {
    CellTerms& terms = cell(place.definition);
    const auto value = [&](size_t i) { return store::AsInteger(row[first + place.columns[i]]); };
    if (place.shape == Shape::kFacts) {
      terms.has_facts = terms.has_facts || value(0) > 0;
      terms.other_currency_count += value(1);
      continue;
    }
    std::optional<int64_t>& term = terms.values[place.term];
    if (place.shape == Shape::kPlain) {
      term = store::IsNull(row[first + place.columns[0]]) ? std::nullopt : std::optional(value(0));
    } else if (value(2) > 0) {
      term = std::nullopt;
    } else {
      term = Joined(value(0), value(1));
      if (!term) terms.overflowed.push_back(place.term);
    }
  }
}

}  // namespace helhet::measure
