#include "core/a3/ranking.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace helhet::a3 {
namespace {

using api::v1::RankedAction;
using api::v1::RankWeights;

constexpr double kMostWeight = 1000;
constexpr size_t kCriteria = 5;
constexpr std::array<const char*, kCriteria> kNames = {"benefit", "cost", "certainty", "time", "effort"};

using Numbers = std::array<double, kCriteria>;

Numbers NumbersOf(const RankWeights& weights) { return {weights.benefit(), weights.cost(), weights.certainty(), weights.time(), weights.effort()}; }

using Values = std::array<std::optional<double>, kCriteria>;

Values ValuesOf(const Candidate& candidate) {
  Values values = {candidate.worth_minor, std::nullopt, candidate.certainty, candidate.months, std::nullopt};
  if (candidate.action.has_cost_minor()) values[1] = static_cast<double>(candidate.action.cost_minor());
  if (candidate.action.has_effort_hours_per_quarter()) values[4] = candidate.action.effort_hours_per_quarter();
  return values;
}

// From 0 to 1, the more the better: benefit in relation to the largest, certainty as it is, and of cost, time and effort what is
// saved in relation to the largest. Unknown is 0: nobody gains by not knowing.
double Normal(size_t criterion, const std::optional<double>& value, double largest) {
  if (!value) return 0;
  if (criterion == 2) return std::clamp(*value, 0.0, 1.0);
  const double part = largest > 0 ? std::clamp(*value / largest, 0.0, 1.0) : 0;
  return criterion == 0 ? part : 1 - part;
}

// An action with its normal values, in the order of the criteria.
struct Scored {
  const Candidate* candidate;
  Values values;
  Numbers normal;
  double score = 0;  // sum of weight × normal value
};

std::vector<Scored> Score(const std::vector<Candidate>& candidates, const Numbers& weights) {
  Numbers largest{};
  for (const Candidate& candidate : candidates) {
    const Values values = ValuesOf(candidate);
    for (size_t i = 0; i < kCriteria; ++i) largest[i] = std::max(largest[i], values[i].value_or(0));
  }
  std::vector<Scored> scored;
  for (const Candidate& candidate : candidates) {
    Scored one{&candidate, ValuesOf(candidate), {}};
    for (size_t i = 0; i < kCriteria; ++i) one.normal[i] = Normal(i, one.values[i], largest[i]);
    one.score = std::inner_product(weights.begin(), weights.end(), one.normal.begin(), 0.0);
    scored.push_back(one);
  }
  return scored;
}

// The weights at which two score alike lie where weight × difference makes up for the distance, one criterion at a time.
std::optional<api::v1::RankSwap> SwapOf(const Scored& better, const Scored& worse, const Numbers& weights) {
  std::optional<api::v1::RankSwap> nearest;
  double least = 0;
  for (size_t i = 0; i < kCriteria; ++i) {
    const double difference = better.normal[i] - worse.normal[i];
    if (std::abs(difference) < 1e-12) continue;
    const double at = weights[i] - (better.score - worse.score) / difference;
    if (at < 0 || at > kMostWeight) continue;
    const double change = std::abs(at - weights[i]);
    if (nearest && change >= least) continue;
    least = change;
    nearest.emplace();
    nearest->set_criterion(kNames[i]);
    nearest->set_weight(weights[i]);
    nearest->set_at_weight(at);
  }
  return nearest;
}

}  // namespace

RankWeights DefaultWeights() {
  RankWeights weights;
  weights.set_benefit(40);
  weights.set_cost(20);
  weights.set_certainty(15);
  weights.set_time(15);
  weights.set_effort(10);
  return weights;
}

Status CheckWeights(const RankWeights& weights) {
  const Numbers numbers = NumbersOf(weights);
  double sum = 0;
  for (size_t i = 0; i < kCriteria; ++i) {
    if (!(numbers[i] >= 0 && numbers[i] <= kMostWeight)) {
      return InvalidArgument(std::string("weights: that of ") + kNames[i] + " is not from 0 to 1000").WithReason("weight_invalid").WithSetting(std::string("weights.") + kNames[i])
          .WithRemedy("state 0 to 1000").WithClass(ErrorClass::kConfiguration);
    }
    sum += numbers[i];
  }
  if (sum > 0) return OkStatus();
  return InvalidArgument("weights: all are 0").WithReason("weight_invalid").WithSetting("weights").WithRemedy("let one of them count").WithClass(ErrorClass::kConfiguration);
}

std::vector<RankedAction> Rank(const std::vector<Candidate>& candidates, const RankWeights& weights) {
  const Numbers numbers = NumbersOf(weights);
  const double sum = std::accumulate(numbers.begin(), numbers.end(), 0.0);
  auto scored = Score(candidates, numbers);
  std::stable_sort(scored.begin(), scored.end(), [](const Scored& one, const Scored& other) {
    if (one.score != other.score) return one.score > other.score;
    return one.candidate->action.action_id() < other.candidate->action.action_id();
  });
  std::vector<RankedAction> ranked;
  for (size_t i = 0; i < scored.size(); ++i) {
    RankedAction& action = ranked.emplace_back();
    *action.mutable_action() = scored[i].candidate->action;
    action.set_score(100 * scored[i].score / sum);
    for (size_t c = 0; c < kCriteria; ++c) {
      auto* criterion = action.add_criteria();
      criterion->set_criterion(kNames[c]);
      if (scored[i].values[c]) criterion->set_value(*scored[i].values[c]);
      criterion->set_points(100 * numbers[c] * scored[i].normal[c] / sum);
    }
    if (i + 1 == scored.size()) continue;
    if (const auto swap = SwapOf(scored[i], scored[i + 1], numbers)) *action.mutable_swap() = *swap;
  }
  return ranked;
}

}  // namespace helhet::a3
