#include "core/a3/fitting.h"

#include <gtest/gtest.h>

#include <random>

namespace helhet::a3 {
namespace {

double ScoreOf(const std::vector<Fitting>& candidates, const std::vector<bool>& chosen) {
  double score = 0;
  for (size_t i = 0; i < candidates.size(); ++i) score += chosen[i] ? candidates[i].score : 0;
  return score;
}

bool FitsIn(const std::vector<Fitting>& candidates, const std::vector<bool>& chosen, const std::vector<int64_t>& rooms) {
  for (size_t room = 0; room < rooms.size(); ++room) {
    int64_t taken = 0;
    for (size_t i = 0; i < candidates.size(); ++i) taken += chosen[i] ? candidates[i].takes[room] : 0;
    if (taken > std::max<int64_t>(rooms[room], 0)) return false;
  }
  return true;
}

TEST(FittingTest, TwoSmallOnesMayBeWorthMoreThanTheBest) {
  EXPECT_EQ(ChooseFitting({{10, {100}}, {6, {50}}, {6, {50}}}, {100}), (std::vector<bool>{false, true, true}));
}

TEST(FittingTest, ARoomThatIsOverfullHasPlaceForWhatTakesNothing) {
  EXPECT_EQ(ChooseFitting({{10, {1}}, {6, {0}}, {0, {0}}}, {-20}), (std::vector<bool>{false, true, true}));
}

TEST(FittingTest, WithoutCapacityStatedAllFit) { EXPECT_EQ(ChooseFitting({{1, {}}, {0, {}}}, {}), (std::vector<bool>{true, true})); }

// Held against every subset, which is counted here in another way.
TEST(FittingTest, NoSetThatFitsScoresHigher) {
  std::mt19937 random(20261124);
  std::uniform_int_distribution<int> number(0, 40);
  for (int round = 0; round < 200; ++round) {
    std::vector<Fitting> candidates(static_cast<size_t>(round % 9));
    for (Fitting& candidate : candidates) candidate = {static_cast<double>(number(random)), {number(random), number(random)}};
    const std::vector<int64_t> rooms = {number(random) * 2, number(random) * 2};
    double best = 0;
    for (size_t set = 0; set < size_t{1} << candidates.size(); ++set) {
      std::vector<bool> chosen;
      for (size_t i = 0; i < candidates.size(); ++i) chosen.push_back((set >> i & 1) != 0);
      if (FitsIn(candidates, chosen, rooms)) best = std::max(best, ScoreOf(candidates, chosen));
    }
    const auto chosen = ChooseFitting(candidates, rooms);
    EXPECT_TRUE(FitsIn(candidates, chosen, rooms)) << "round " << round;
    EXPECT_EQ(ScoreOf(candidates, chosen), best) << "round " << round;
  }
}

TEST(FittingTest, ManyAreTakenByScorePerHour) {
  std::vector<Fitting> candidates(kExactCandidates + 1, {10, {100}});
  candidates[3] = {9, {10}};
  candidates[7] = {8, {20}};
  std::vector<bool> expected(candidates.size());
  expected[3] = true;
  EXPECT_EQ(ChooseFitting(candidates, {25}), expected) << "after it there is no room for the second";
}

}  // namespace
}  // namespace helhet::a3
