// Which cells a mark makes old, and which of them fit a transaction.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/measure/generations.h"
#include "core/measure/marks.h"
#include "core/measure/term_sql.h"

namespace helhet::measure {

// The cells of a definition that places are part of. `built_to`, when set, leaves out those that have not been built: the
// builder will compute them when it comes that far. Of a definition that is computed for the running period alone, those
// of the period of `today`.
std::vector<CellKey> CellsAt(const std::vector<Place>& places, const Definition& definition, const std::string& today, const Place* built_to);

// The cells of a definition that marks make old. A fact that stands makes all periods old from the one in which it begins
// to that of `today`.
std::vector<CellKey> CellsTouched(const std::vector<Mark>& marks, const Definition& definition, const std::string& today, const Place* built_to);

// How many of the marks, in their order, make a transaction of bounded size for the definitions, at least one. Marks of one
// kind and unit are not parted where they can be together: what stands there is then computed once for all of them.
size_t MarksThatFit(const std::vector<Mark>& marks, const std::vector<std::shared_ptr<const Definition>>& definitions, const std::string& today);

}  // namespace helhet::measure
