#include "core/a3/fitting.h"

#include <algorithm>
#include <numeric>

namespace helhet::a3 {
namespace {

// A room that is full already, or more, has place for what takes nothing of it.
bool Fits(const std::vector<int64_t>& rooms, const Fitting& candidate) {
  for (size_t room = 0; room < rooms.size(); ++room) {
    if (candidate.takes[room] > std::max<int64_t>(rooms[room], 0)) return false;
  }
  return true;
}

void Take(std::vector<int64_t>& rooms, const Fitting& candidate) {
  for (size_t room = 0; room < rooms.size(); ++room) rooms[room] -= candidate.takes[room];
}

// Chooses the set of the highest total score by trying each candidate in and out, and leaving off where the rest cannot make up
// for what is behind.
class ExactChoice {
 public:
  ExactChoice(const std::vector<Fitting>& candidates, std::vector<int64_t> rooms)
      : candidates_(candidates), rooms_(std::move(rooms)), chosen_(candidates.size()), best_(candidates.size()) {
    rest_.assign(candidates.size() + 1, 0);
    for (size_t i = candidates.size(); i-- > 0;) rest_[i] = rest_[i + 1] + std::max(0.0, candidates[i].score);
  }

  std::vector<bool> Choose() {
    Try(0, 0);
    AddWhatCostsNothing();
    return best_;
  }

 private:
  void Try(size_t i, double score) {
    if (score > best_score_) {
      best_score_ = score;
      best_ = chosen_;
    }
    if (i == candidates_.size() || score + rest_[i] <= best_score_) return;
    if (Fits(rooms_, candidates_[i])) {
      Take(rooms_, candidates_[i]);
      chosen_[i] = true;
      Try(i + 1, score + candidates_[i].score);
      chosen_[i] = false;
      for (size_t room = 0; room < rooms_.size(); ++room) rooms_[room] += candidates_[i].takes[room];
    }
    Try(i + 1, score);
  }

  // Those without a score add nothing to the best set, and may fit all the same.
  void AddWhatCostsNothing() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (best_[i]) Take(rooms_, candidates_[i]);
    }
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (best_[i] || !Fits(rooms_, candidates_[i])) continue;
      Take(rooms_, candidates_[i]);
      best_[i] = true;
    }
  }

  const std::vector<Fitting>& candidates_;
  std::vector<int64_t> rooms_;
  std::vector<bool> chosen_, best_;
  std::vector<double> rest_;  // of the scores from each place on
  double best_score_ = -1;
};

std::vector<bool> ChooseGreedily(const std::vector<Fitting>& candidates, std::vector<int64_t> rooms) {
  std::vector<size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0);
  // One hour more than the largest of them, so that what takes none is worth most by its score.
  const auto per_hour = [&](size_t i) {
    const auto& takes = candidates[i].takes;
    return candidates[i].score / (1.0 + static_cast<double>(takes.empty() ? 0 : *std::max_element(takes.begin(), takes.end())));
  };
  std::stable_sort(order.begin(), order.end(), [&](size_t one, size_t other) { return per_hour(one) > per_hour(other); });
  std::vector<bool> chosen(candidates.size());
  for (const size_t i : order) {
    if (!Fits(rooms, candidates[i])) continue;
    chosen[i] = true;
    Take(rooms, candidates[i]);
  }
  return chosen;
}

}  // namespace

std::vector<bool> ChooseFitting(const std::vector<Fitting>& candidates, std::vector<int64_t> rooms) {
  return candidates.size() <= kExactCandidates ? ExactChoice(candidates, std::move(rooms)).Choose() : ChooseGreedily(candidates, std::move(rooms));
}

}  // namespace helhet::a3
