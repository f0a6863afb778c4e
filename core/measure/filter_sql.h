// Filters as SQL for both databases.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/measure/filter.h"
#include "core/store/database.h"

namespace helhet::measure {

// Names of tables within a statement.
inline constexpr char kKindAlias[] = "f";
inline constexpr char kLineAlias[] = "l";

// The parameters of a statement, numbered from $2 as $1 is the municipality. Equal texts share a number.
class Parameters {
 public:
  // The placeholder to write in the statement: `$3`.
  std::string Add(const std::string& text);
  const std::vector<store::Value>& values() const { return values_; }

 private:
  std::map<std::string, std::string> placeholders_;
  std::vector<store::Value> values_;
};

// A condition that is true or false, never unknown, over the filtered table: kKindAlias for a kind, and
// for lines kLineAlias with the kind they belong to as kKindAlias. Texts compare in byte order, as the
// columns are made so on both databases. `day` is the SQL of the day on which the facts are looked at, for a filter of a
// term that stands.
std::string FilterSql(const Filter& filter, const model::FactTable& table, const std::string& day, store::Dialect dialect,
                      Parameters& parameters);

// The column of a field as it is written in the statement: f."issue_date".
std::string ColumnSql(const model::FactField& field, bool of_line);

}  // namespace helhet::measure
