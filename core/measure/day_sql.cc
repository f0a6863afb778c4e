#include "core/measure/day_sql.h"

#include "core/measure/filter_sql.h"

namespace helhet::measure {
namespace {

using store::Dialect;

// PostgreSQL's day of a text. A parameter is said to be one, lest it be taken for a day wherever else it stands.
std::string DateOf(const std::string& day) { return "CAST(CAST(" + day + " AS text) AS date)"; }

// A part of the text as an integer: `CAST(substr(x, 6, 2) AS INTEGER)`.
std::string Part(const std::string& column, const char* from_and_length) {
  return "CAST(substr(" + column + ", " + from_and_length + ") AS INTEGER)";
}

}  // namespace

std::string DayPlusSql(const std::string& day, int days, Dialect dialect) {
  if (days == 0) return day;
  const std::string number = std::to_string(days);
  if (dialect == Dialect::kSqlite) return "date(" + day + ", '" + number + " days')";
  return "to_char(" + DateOf(day) + " + (" + number + "), 'YYYY-MM-DD')";
}

std::string AgeDaysSql(const std::string& column, const std::string& day, Dialect dialect) {
  if (dialect == Dialect::kSqlite) {
    // date() takes more than days. What it counts as another day, as the 30th of February, or another text, is none; that it
    // counts at all takes a modifier.
    return "CASE WHEN date(" + column + ", '+0 days') = " + column + " AND " + column + " >= '1000' THEN CAST(julianday(" + day + ") - julianday(" + column +
           ") AS INTEGER) END";
  }
  // Counted on from January 1st, which no month and no day of two digits can fail.
  const std::string counted = "CAST(make_date(" + Part(column, "1, 4") + ", 1, 1) + make_interval(months => " + Part(column, "6, 2") +
                              " - 1, days => " + Part(column, "9, 2") + " - 1) AS date)";
  return "CASE WHEN " + column + " SIMILAR TO '[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}' THEN CASE WHEN to_char(" + counted + ", 'YYYY-MM-DD') = " + column +
         " THEN " + DateOf(day) + " - " + counted + " END END";
}

std::string HasBegunSql(const Standing& standing, const std::string& day) {
  return ColumnSql(*standing.from, false) + " <= " + day;  // an empty text comes before every day
}

std::string HoldsSql(const Standing& standing, const std::string& day) {
  std::string sql = HasBegunSql(standing, day);
  if (standing.until == nullptr) return sql;
  const std::string until = ColumnSql(*standing.until, false);
  return sql + " AND (" + until + " = '' OR " + until + " >= " + day + ")";
}

}  // namespace helhet::measure
