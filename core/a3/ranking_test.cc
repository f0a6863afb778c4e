// Ranking of actions: the rule by itself, and what it is fed from the store.
#include "core/a3/ranking.h"

#include <limits>

#include "core/a3/rank_actions.h"
#include "core/a3/testing/stored_sheet.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;

Candidate CandidateOf(const std::string& id, std::optional<double> worth, std::optional<int64_t> cost, std::optional<double> certainty, std::optional<double> months,
                      std::optional<int> hours) {
  Candidate candidate;
  candidate.action.set_action_id(id);
  if (cost) candidate.action.set_cost_minor(*cost);
  if (hours) candidate.action.set_effort_hours_per_quarter(*hours);
  candidate.worth_minor = worth;
  candidate.certainty = certainty;
  candidate.months = months;
  return candidate;
}

const std::vector<Candidate> kTwo = {CandidateOf("a", 1000, 100, 0.4, 2, 10), CandidateOf("b", 500, 50, 1, 4, std::nullopt)};

std::string OrderOf(const std::vector<Candidate>& candidates, const api::v1::RankWeights& weights) {
  std::string order;
  for (const auto& ranked : Rank(candidates, weights)) order += ranked.action().action_id();
  return order;
}

TEST(RankTest, PointsAreWeightTimesThePartOfTheLargest) {
  const auto ranked = Rank(kTwo, DefaultWeights());
  ASSERT_EQ(ranked.size(), 2u);
  const auto points = [](const api::v1::RankedAction& action) {
    std::vector<double> points;
    for (const auto& criterion : action.criteria()) points.push_back(criterion.points());
    return points;
  };
  // Benefit 40 × 1000/1000, cost 20 × (1 − 100/100), certainty 15 × 0.4, time 15 × (1 − 2/4), effort 10 × (1 − 10/10).
  EXPECT_EQ(points(ranked[0]), (std::vector<double>{40, 0, 6, 7.5, 0}));
  EXPECT_DOUBLE_EQ(ranked[0].score(), 53.5);
  EXPECT_EQ(points(ranked[1]), (std::vector<double>{20, 10, 15, 0, 0})) << "unknown effort gets nothing";
  EXPECT_DOUBLE_EQ(ranked[1].score(), 45);
  EXPECT_FALSE(ranked[1].criteria(4).has_value());
  EXPECT_EQ(ranked[0].criteria(4).value(), 10);
}

TEST(RankTest, TheSwapIsTheSmallestChangeOfOneWeight) {
  const auto ranked = Rank(kTwo, DefaultWeights());
  // 8.5 points apart: of benefit (0.5 apart) 17 less, of cost (−0.5) 17 more, of certainty (−0.6) 14.17 more, of time 17 less, below 0.
  ASSERT_TRUE(ranked[0].has_swap());
  EXPECT_EQ(ranked[0].swap().criterion(), "certainty");
  EXPECT_EQ(ranked[0].swap().weight(), 15);
  EXPECT_NEAR(ranked[0].swap().at_weight(), 15 + 8.5 / 0.6, 1e-9);
  EXPECT_FALSE(ranked[1].has_swap()) << "the last has no next";
  auto weights = DefaultWeights();
  weights.set_certainty(ranked[0].swap().at_weight() - 0.01);
  EXPECT_EQ(OrderOf(kTwo, weights), "ab");
  weights.set_certainty(ranked[0].swap().at_weight() + 0.01);
  EXPECT_EQ(OrderOf(kTwo, weights), "ba");
}

TEST(RankTest, WhatIsBetterInEverythingCannotBeOvertaken) {
  const auto ranked = Rank({CandidateOf("a", 10, 1, 1, 1, 1), CandidateOf("b", 5, 2, 0.5, 2, 2)}, DefaultWeights());
  EXPECT_EQ(ranked[0].action().action_id(), "a");
  // By weights of 0 they can be alike only where all count nothing; no single one does it.
  EXPECT_FALSE(ranked[0].has_swap());
}

TEST(RankTest, EqualOnesStandByIdentifier) {
  EXPECT_EQ(OrderOf({CandidateOf("b", 1, 1, 1, 1, 1), CandidateOf("a", 1, 1, 1, 1, 1)}, DefaultWeights()), "ab");
  EXPECT_EQ(OrderOf({}, DefaultWeights()), "");
}

TEST(RankTest, WeightsAreNumbersFromZeroToAThousand) {
  auto weights = DefaultWeights();
  EXPECT_TRUE(CheckWeights(weights).ok());
  weights.set_time(-1);
  EXPECT_EQ(CheckWeights(weights).setting(), "weights.time");
  weights.set_time(std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(CheckWeights(weights).setting(), "weights.time");
  EXPECT_EQ(CheckWeights({}).message(), "weights: all are 0");
}

// Today is 1 September 2025.
class RankActionsTest : public StoredSheetTest {
 protected:
  RankActionsTest() {
    Write([](A3& sheet) {
      *sheet.add_actions() = ActionOf("kurs", "Rektor", "2025-12-31", 30);
      *sheet.add_actions() = ActionOf("system", "Rektor", "2025-12-31", 80);
      *sheet.add_actions() = ActionOf("ukjent", "Rektor", "2025-12-31");
      *sheet.add_actions() = ActionOf("ferdig", "Rektor", "2025-12-31", 1);
      sheet.mutable_actions(3)->set_status(model::v1::ACTION_STATUS_DONE);
      *sheet.add_actions() = ActionOf("utred", "Rektor", "2025-12-31", 1);
      sheet.mutable_actions(4)->set_kind(model::v1::ACTION_KIND_INVESTIGATION);
    });
    model::v1::Benefit benefit;
    benefit.set_benefit_id("tid");
    benefit.set_title("Frigjort tid");
    benefit.set_type(model::v1::BENEFIT_TYPE_TIME);
    benefit.set_a3_id("ark");
    benefit.add_action_ids("kurs");
    benefit.add_action_ids("system");
    benefit.mutable_baseline()->set_period("2024");
    benefit.mutable_baseline()->add_stated()->set_value(1000);
    benefit.set_target_value(600);
    benefit.mutable_valuation()->set_rate_minor(50'000);
    auto* plan = benefit.add_plan();
    plan->set_period("2026-Q1");
    plan->set_low_value(700);
    plan->set_expected_value(800);
    plan->set_high_value(900);
    Save("benefit", "tid", benefit);
  }
  api::v1::RankActionsResponse Ranked() {
    api::v1::RankActionsRequest request;
    request.set_a3_id("ark");
    const auto answer = RankActions(store_, As(security::Role::kOwner), request, kSeptemberUs);
    EXPECT_TRUE(answer.ok()) << answer.status().message();
    return answer.ok() ? *answer : api::v1::RankActionsResponse();
  }
  static const api::v1::RankedAction& Find(const api::v1::RankActionsResponse& ranked, const std::string& id) {
    static const api::v1::RankedAction none;
    for (const auto& one : ranked.actions()) {
      if (one.action().action_id() == id) return one;
    }
    return none;
  }
};

TEST_P(RankActionsTest, OpenChangeActionsAreRankedByTheirBenefits) {
  const auto ranked = Ranked();
  ASSERT_EQ(ranked.actions_size(), 3) << "neither what is done nor what is an investigation";
  const auto& kurs = Find(ranked, "kurs");
  // (1000 − 600) × 500 kr, of two actions; half of the span is 100 of 800; to the end of March it is 6 months.
  EXPECT_EQ(kurs.criteria(0).value(), 400 * 50'000 / 2.0);
  EXPECT_EQ(kurs.criteria(2).value(), 1 - 100.0 / 800);
  EXPECT_EQ(kurs.criteria(3).value(), 6);
  EXPECT_FALSE(kurs.criteria(1).has_value());
  EXPECT_FALSE(Find(ranked, "ukjent").criteria(0).has_value());
  EXPECT_EQ(ranked.weights().benefit(), 40);
}

TEST_P(RankActionsTest, ABenefitIsWorthWhatItsAccountValuesItAt) {
  auto benefit = *configuration::Load<model::v1::Benefit>(store_, "tid");
  benefit.mutable_valuation()->set_formula("actual * timer");
  benefit.add_assumptions("timer = 0.5 timer for hver");
  Save("benefit", "tid", benefit);
  // Half an hour for each of 400, at 500 kr an hour, of two actions.
  EXPECT_EQ(Find(Ranked(), "kurs").criteria(0).value(), 400 * 0.5 * 50'000 / 2.0);
  benefit.mutable_valuation()->set_formula("actual * ukjent");
  benefit.add_assumptions("ukjent er ikke oppgitt");
  model::v1::Measure measure;
  measure.set_measure_id("m");
  measure.set_direction(model::v1::MEASURE_DIRECTION_UP);
  measure.add_terms()->set_name("ukjent");
  Save("measure", "m", measure);
  benefit.add_measure_ids("m");
  Save("benefit", "tid", benefit);
  EXPECT_FALSE(Find(Ranked(), "kurs").criteria(0).has_value()) << "a target does not state the measure's terms";
  benefit.mutable_valuation()->set_formula("actual");
  Save("benefit", "tid", benefit);
  EXPECT_EQ(Find(Ranked(), "kurs").criteria(0).value(), -400 * 50'000 / 2.0) << "more is better, and the target is less";
}

TEST_P(RankActionsTest, TheSetThatFitsIsHeldAgainstCapacityLessWhatIsCommitted) {
  EXPECT_EQ(Ranked().fitting_action_ids_size(), 2) << "no capacity is stated";
  EXPECT_EQ(Find(Ranked(), "ukjent").left_out(), "effort_unknown");
  model::v1::Capacity capacity;
  capacity.set_capacity_id("rektor");
  capacity.set_unit_id("levanger");
  capacity.set_responsible("Rektor");
  capacity.set_hours_per_quarter(100);
  Save("capacity", "rektor", capacity);
  auto ranked = Ranked();
  EXPECT_EQ(ranked.fitting_method(), "exact");
  ASSERT_EQ(ranked.fitting_action_ids_size(), 1) << "80 and 30 are more than 100";
  EXPECT_EQ(ranked.fitting_action_ids(0), "kurs") << "the less effort, the higher its score";
  EXPECT_EQ(Find(ranked, "system").left_out(), "no_room");
  // An adopted sheet takes 71 of the hours: what is left does not hold 30.
  SaveSheet("vedtatt", [](A3& sheet) {
    sheet.set_state(model::v1::A3_STATE_ADOPTED);
    *sheet.add_actions() = ActionOf("annet", "Rektor", "2025-12-31", 71);
  });
  EXPECT_EQ(Ranked().fitting_action_ids_size(), 0);
}

TEST_P(RankActionsTest, AnActionThatWasTakenUpHasTheBenefitsOfTheDeepDive) {
  SaveSheet("org", [](A3& sheet) {
    *sheet.add_actions() = ActionOf("ark-kurs", "Rektor", "2025-12-31", 30);
    sheet.mutable_actions(0)->set_origin_a3_id("ark");
    sheet.mutable_actions(0)->set_origin_action_id("kurs");
  });
  api::v1::RankActionsRequest request;
  request.set_a3_id("org");
  const auto ranked = RankActions(store_, As(security::Role::kOwner), request, kSeptemberUs);
  ASSERT_TRUE(ranked.ok()) << ranked.status().message();
  EXPECT_EQ(ranked->actions(0).criteria(0).value(), 10'000'000);
  request.mutable_weights()->set_cost(0);
  const auto costless = RankActions(store_, As(security::Role::kOwner), request, kSeptemberUs);
  EXPECT_EQ(costless->weights().cost(), 0);
  EXPECT_EQ(costless->weights().benefit(), 40) << "what is not stated is as usual";
  request.mutable_weights()->set_cost(-1);
  EXPECT_EQ(RankActions(store_, As(security::Role::kOwner), request, kSeptemberUs).status().code(), StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(Stores, RankActionsTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::a3
