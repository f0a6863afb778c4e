// A random year of a municipality's purchasing: some thousand documents from two systems, in random order, late, repeated,
// corrected, cancelled, split, credited and deleted.
#pragma once

#include <cstdint>

#include "tests/ground_truth/documents.h"

namespace helhet::truth {

struct RandomYear {
  Stated stated;
  // The same with a unit code that has gone from one unit to another.
  Stated with_code_moved;
  // With other purchasing rules, and another organisation number of a unit, on top of that.
  Stated with_other_rules;
  // In the order of arrival.
  std::vector<Delivery> deliveries;
};

// The same for the same seed. `orders` decides how much there is: about nine documents for each.
RandomYear MakeRandomYear(uint32_t seed, int orders);

}  // namespace helhet::truth
