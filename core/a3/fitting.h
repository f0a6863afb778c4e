// Which candidates there is room for together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace helhet::a3 {

// A candidate as it is chosen or not: what it scores, and what it takes of each room.
struct Fitting {
  double score = 0;
  std::vector<int64_t> takes;  // hours, one for each room
};
// Candidates up to this many are chosen exactly; the time doubles with each.
inline constexpr size_t kExactCandidates = 20;
// Which of the candidates fit together, by their places: up to kExactCandidates the set of the highest total score, above that those of the
// highest score per hour first. `rooms` are hours that are left.
std::vector<bool> ChooseFitting(const std::vector<Fitting>& candidates, std::vector<int64_t> rooms);

}  // namespace helhet::a3
