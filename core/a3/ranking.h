// The change actions of a sheet by what they give for what they take. README.md states the rule.
#pragma once

#include <optional>
#include <vector>

#include "helhet/api/v1/report_service.pb.h"
#include "helhet/status.h"

namespace helhet::a3 {

// What is known of an action that could be carried out. Unset is unknown.
struct Candidate {
  model::v1::Action action;
  std::optional<double> worth_minor;  // of its share of the benefits, øre
  std::optional<double> certainty;    // 0 to 1
  std::optional<double> months;       // until the first effect
};

// When nobody says: benefit counts most, what is hard to estimate least.
api::v1::RankWeights DefaultWeights();
// INVALID_ARGUMENT unless each of the five is 0 to 1000 and one is above 0.
Status CheckWeights(const api::v1::RankWeights& weights);

// Best first; equal ones by identifier. With what each criterion gives, and the smallest change of one weight that would have an action and the next
// change places. Weights as CheckWeights takes them.
std::vector<api::v1::RankedAction> Rank(const std::vector<Candidate>& candidates, const api::v1::RankWeights& weights);

}  // namespace helhet::a3
