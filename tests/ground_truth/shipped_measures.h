// What the measures that come with the hub (deploy/model_case/config) must say, in terms of the true ones.
#pragma once

#include <set>
#include <string>

#include "tests/ground_truth/statement.h"

namespace helhet::truth {

// The shipped measures that are told by true ones. Those that count different values, or statistics, are not.
std::set<std::string> ShippedMeasures();

// Their terms by `measure unit period`, from the figures of the true measures.
Statement ShippedFigures(const Statement& true_figures);

}  // namespace helhet::truth
