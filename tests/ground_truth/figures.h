// Measures of purchasing, each with the oracle's own way to the same terms.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/model/unit_tree.h"
#include "tests/ground_truth/statement.h"

namespace helhet::truth {

// What one document adds to a term: to a sum or count a number, to a count of different values a value.
struct Contribution {
  const Document* document;
  int64_t value = 0;
  std::string text = {};
};

// A measure as the hub gets it, and what each of its terms must be.
struct TrueMeasure {
  model::v1::Measure definition;
  std::vector<std::function<std::vector<Contribution>(const Truth&)>> terms;
};
const std::vector<TrueMeasure>& TrueMeasures();

// Units and periods (`2024`, `2024-03`) for which figures are told.
struct FiguresOf {
  std::vector<std::string> units;
  std::vector<std::string> periods;
};

// Terms by `measure unit period`; all `-` where no document lies. `topp` holds all units.
Statement TrueFigures(const Truth& truth, const std::vector<Document>& documents, const FiguresOf& which);
// Those of one measure, as the store has them.
Status AddStoredTerms(store::TenantStore& store, const model::UnitTree& units, const std::string& measure_id, const FiguresOf& which,
                      Statement& figures);
Result<Statement> StoredFigures(store::TenantStore& store, const model::UnitTree& units, const FiguresOf& which);

}  // namespace helhet::truth
