// Cells of an answer as records. No I/O.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "answers.h"
#include "helhet/plugin/v1/record.pb.h"
#include "json_stat.h"
#include "query.h"
#include "table_spec.h"

namespace helhet::ssb {

// What stands in every fact of one answer, worked out once.
class FactMaker {
 public:
  // All arguments but `source` and `locator` outlive it. `source` refers to the whole answer.
  FactMaker(const TableSpec& spec, const TableInfo& table, const DataQuery& query, const jsonstat::Dataset& dataset,
            std::string language, plugin::v1::SourceReference source, std::string locator);

  // Whether the query asks for the cell. The answer may hold more: saved ones do.
  bool Wants(size_t cell) const;
  // The cell as a fact; as a refusal when it holds what is no figure.
  plugin::v1::Record Make(size_t cell) const;

 private:
  // What a category gives to the cells it has part in.
  struct CategoryPart {
    std::string assignment;  // `Alder=080`
    bool wanted = true;
    std::string unit_code;    // of region
    int age_from = -1;        // of age
    std::string alternative;  // of a projection
  };

  void PrepareDimension(size_t position, const DataQuery& query);
  std::string JoinedAssignments(const std::vector<size_t>& positions, bool all) const;
  void SetCodes(const std::vector<size_t>& positions, model::v1::Fact& fact) const;
  // False when the cell holds what is no figure; then `refusal` says why.
  bool SetValue(size_t cell, const jsonstat::Category* contents, model::v1::Fact& fact,
                plugin::v1::Refusal& refusal) const;

  const TableSpec& spec_;
  const TableInfo& table_;
  const jsonstat::Dataset& dataset_;
  const std::string language_;
  const plugin::v1::SourceReference source_;
  const std::string locator_;
  std::string updated_;
  int64_t updated_us_ = 0;
  int time_ = -1;
  int contents_ = -1;
  int region_ = -1;
  int age_ = -1;
  int alternative_ = -1;
  std::vector<std::vector<CategoryPart>> parts_;  // by dimension and position
  std::vector<size_t> by_name_;                   // dimensions in order of their names
};

// Age in years that an age code begins at: `080`, `105+`, `80-84`, `F80-84`; negative for others, as `999A`.
int AgeFrom(std::string_view code);

// The code of a unit that a region code holds: `K-5037` and `5037` are municipality 5037. Empty when the
// code is of another kind than the scheme: the whole country is no municipality.
std::string UnitCodeOf(std::string_view region_code, const std::string& scheme);

// The four letters of a projection's alternative in brackets: `Hovedalternativet (MMMM)`; empty for none.
std::string AlternativeIn(std::string_view label);

}  // namespace helhet::ssb
