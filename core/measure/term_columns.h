// The columns of a statement that computes terms, and how a row of it is read.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/filter_sql.h"
#include "core/measure/term_sql.h"

namespace helhet::measure {

// Columns over one table of facts, for several definitions. Used once.
class TermColumns {
 public:
  TermColumns(const model::FactTable& table, store::Dialect dialect) : table_(table), dialect_(dialect) {}

  // The SQL of the day on which facts are looked at; before terms that stand are added.
  void LookAt(const std::string& day) { day_ = day; }
  const std::string& day() const { return day_; }

  const model::FactTable& table() const { return table_; }
  size_t size() const { return places_.size(); }
  Parameters& parameters() { return parameters_; }
  const std::string& sql() const { return sql_; }

  // A term of the table. `definition` is handed back when a row is read.
  void AddTerm(size_t definition, const Definition& of, size_t term);
  // Whether there are facts at all, and how many are in another currency than the definition's.
  void AddFacts(size_t definition, const Definition& of);

  // Reads a row whose columns begin at `first`; `cell` gives what to fill in for a definition.
  void Read(const store::Row& row, size_t first, const std::function<CellTerms&(size_t definition)>& cell) const;

 private:
  enum class Shape { kPlain, kSum, kFacts };
  struct Place {
    Shape shape;
    size_t definition;
    size_t term;
    std::vector<size_t> columns;
  };

  void Add(Shape shape, size_t definition, size_t term, const std::vector<std::string>& columns);

  const model::FactTable& table_;
  const store::Dialect dialect_;
  std::string day_;
  Parameters parameters_;
  std::string sql_;
  std::map<std::string, size_t> columns_;  // measures share terms: equal columns are computed once
  std::vector<Place> places_;
};

}  // namespace helhet::measure
