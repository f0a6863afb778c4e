#include "core/measure/filter_sql.h"

#include "core/measure/day_sql.h"

namespace helhet::measure {
namespace {

using model::FieldType;
using store::Dialect;

std::string_view OperatorSql(Comparator comparator) {
  switch (comparator) {
    case Comparator::kNotEqual:
      return " <> ";
    case Comparator::kLess:
      return " < ";
    case Comparator::kLessOrEqual:
      return " <= ";
    case Comparator::kGreater:
      return " > ";
    case Comparator::kGreaterOrEqual:
      return " >= ";
    default:
      return " = ";
  }
}

std::string ConditionSql(const Restriction& restriction, const std::string& column, const std::string& day, Dialect dialect,
                         Parameters& parameters) {
  const FieldType type = restriction.field->type;
  if (restriction.comparator == Comparator::kPresent) {
    if (type == FieldType::kInteger) return column + " IS NOT NULL";
    return column + " <> " + (type == FieldType::kEnum ? "'unspecified'" : "''");
  }
  if (const int64_t* number = std::get_if<int64_t>(&restriction.value)) {
    return column + std::string(OperatorSql(restriction.comparator)) + std::to_string(*number);
  }
  if (const LookedAt* looked_at = std::get_if<LookedAt>(&restriction.value)) {
    return column + std::string(OperatorSql(restriction.comparator)) + DayPlusSql(day, looked_at->offset_days, dialect);
  }
  const std::string& text = std::get<std::string>(restriction.value);
  if (restriction.comparator == Comparator::kHas) {
    return std::string(dialect == Dialect::kSqlite ? "instr(" : "strpos(") + column + ", " + parameters.Add("|" + text + "|") + ") > 0";
  }
  return column + std::string(OperatorSql(restriction.comparator)) + parameters.Add(text);
}

std::string RestrictionSql(const Restriction& restriction, bool lines, const std::string& day, Dialect dialect, Parameters& parameters) {
  const std::string column = ColumnSql(*restriction.field, lines && !restriction.of_kind);
  std::string condition = ConditionSql(restriction, column, day, dialect, parameters);
  const bool asks_for_null = restriction.comparator == Comparator::kPresent && restriction.field->type == FieldType::kInteger;
  if (restriction.field->nullable && !asks_for_null) {
    // Without the guard a comparison with NULL is NULL, and so is its NOT.
    condition = "(" + column + " IS NOT NULL AND " + condition + ")";
  }
  return condition;
}

}  // namespace

std::string Parameters::Add(const std::string& text) {
  std::string& placeholder = placeholders_[text];
  if (placeholder.empty()) {
    values_.emplace_back(text);
    placeholder = "$" + std::to_string(values_.size() + 1);
  }
  return placeholder;
}

std::string ColumnSql(const model::FactField& field, bool of_line) {
  return std::string(of_line ? kLineAlias : kKindAlias) + ".\"" + field.name + "\"";
}

std::string FilterSql(const Filter& filter, const model::FactTable& table, const std::string& day, Dialect dialect,
                      Parameters& parameters) {
  switch (filter.op) {
    case Filter::Operator::kRestriction:
      return RestrictionSql(filter.restriction, table.is_line(), day, dialect, parameters);
    case Filter::Operator::kNot:
      return "NOT (" + FilterSql(filter.operands[0], table, day, dialect, parameters) + ")";
    case Filter::Operator::kAnd:
    case Filter::Operator::kOr:
      break;
  }
  std::string sql;
  for (const Filter& operand : filter.operands) {
    if (!sql.empty()) sql += filter.op == Filter::Operator::kAnd ? " AND " : " OR ";
    sql += FilterSql(operand, table, day, dialect, parameters);
  }
  return sql.empty() ? "TRUE" : "(" + sql + ")";
}

}  // namespace helhet::measure
