#include "core/a3/pitfalls.h"

#include <gtest/gtest.h>

#include <set>

#include "core/a3/remedies.h"

namespace helhet::a3 {
namespace {

// A sheet with nothing to remark, to be spoilt by each test.
api::v1::GetA3Response GoodSheet() {
  api::v1::GetA3Response sheet;
  auto* action = sheet.mutable_a3()->add_actions();
  action->set_action_id("opplaering");
  action->set_responsible("Enhetsleder");
  action->set_due_date("2025-12-31");
  action->add_root_cause_ids("kunnskap");
  auto* stated = sheet.mutable_a3()->add_measures();
  stated->set_measure_id("andel");
  stated->mutable_baseline()->set_period("2023");
  stated->add_targets()->set_value(50);
  auto* figures = sheet.add_figures();
  figures->mutable_measure()->set_title("Andel");
  figures->mutable_measure()->set_decimals(2);
  figures->mutable_measure()->set_silent_after_days(45);
  auto* unit = figures->add_units();
  unit->mutable_baseline()->set_value(32.7801);
  unit->set_stated_baseline(32.78);
  auto* benefit = sheet.add_benefits();
  benefit->set_benefit_id("tid");
  benefit->set_responsible("Økonomisjef");
  benefit->add_measure_ids("andel");
  return sheet;
}

std::set<std::string> Codes(const api::v1::GetA3Response& sheet) {
  std::set<std::string> codes;
  for (const auto& pitfall : FindPitfalls(sheet, "2025-01-31")) {
    codes.insert(pitfall.code());
    EXPECT_EQ(RemedyFor(pitfall.code()).code, pitfall.code()) << "it has no remedy";
    EXPECT_FALSE(pitfall.text().empty() || pitfall.text_nn().empty() || pitfall.text_en().empty()) << pitfall.code();
  }
  return codes;
}

TEST(PitfallsTest, AGoodSheetHasNone) { EXPECT_EQ(Codes(GoodSheet()), std::set<std::string>{}); }

TEST(PitfallsTest, SeesAnActionWithoutRootCauseResponsibleOrInTime) {
  auto sheet = GoodSheet();
  auto* action = sheet.mutable_a3()->mutable_actions(0);
  action->clear_root_cause_ids();
  action->clear_responsible();
  action->set_due_date("2025-01-30");
  EXPECT_EQ(Codes(sheet), (std::set<std::string>{"action_without_root_cause", "action_without_responsible", "action_past_due"}));
  for (const auto& pitfall : FindPitfalls(sheet, "2025-01-31")) {
    if (pitfall.code() != "action_past_due") continue;
    EXPECT_TRUE(pitfall.text().ends_with("30.01.2025")) << pitfall.text();
  }
}

TEST(PitfallsTest, AnActionThatWasTakenUpHasItsCausesWhereItCameFrom) {
  auto sheet = GoodSheet();
  sheet.mutable_a3()->mutable_actions(0)->clear_root_cause_ids();
  sheet.mutable_a3()->mutable_actions(0)->set_origin_a3_id("dypdykk");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
}

TEST(PitfallsTest, SeesARootCauseThatNobodyWorksOn) {
  auto sheet = GoodSheet();
  const auto add = [&](const char* id, const char* parent) {
    auto* cause = sheet.mutable_a3()->add_root_causes();
    cause->set_root_cause_id(id);
    cause->set_parent_id(parent);
  };
  add("kunnskap", "");
  add("opplaering", "kunnskap");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{}) << "the action works on what it explains";
  add("vaner", "");
  add("gamle-skjema", "vaner");
  std::vector<std::string> subjects;
  for (const auto& pitfall : FindPitfalls(sheet, "2025-01-31")) subjects.push_back(pitfall.code() + " " + pitfall.subject_id());
  EXPECT_EQ(subjects, std::vector<std::string>{"root_cause_without_action gamle-skjema"}) << "the last why, and not each above it";
}

TEST(PitfallsTest, SeesAnActionThatTakesAMeasureBelowALegalMinimum) {
  auto sheet = GoodSheet();
  auto* goal = sheet.mutable_a3()->add_goals();
  goal->set_kind(model::v1::GOAL_KIND_LEGAL_MINIMUM);
  goal->set_measure_id("andel");
  goal->set_value(40);
  sheet.mutable_benefits(0)->add_action_ids("opplaering");
  sheet.mutable_benefits(0)->set_target_value(40);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{}) << "at the minimum is not below it";
  sheet.mutable_benefits(0)->set_target_value(39.9);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"action_below_legal_minimum"});
  goal->set_kind(model::v1::GOAL_KIND_GOAL);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
}

TEST(PitfallsTest, AnActionThatIsDoneIsNotLate) {
  auto sheet = GoodSheet();
  sheet.mutable_a3()->mutable_actions(0)->set_due_date("2020-01-01");
  sheet.mutable_a3()->mutable_actions(0)->set_status(model::v1::ACTION_STATUS_DONE);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
}

TEST(PitfallsTest, SeesAMeasureWithoutBaselineOrTarget) {
  auto sheet = GoodSheet();
  sheet.mutable_a3()->mutable_measures(0)->clear_baseline();
  sheet.mutable_a3()->mutable_measures(0)->clear_targets();
  EXPECT_EQ(Codes(sheet), (std::set<std::string>{"measure_without_baseline", "measure_without_target"}));
}

TEST(PitfallsTest, SeesAMeasureThatDoesNotExist) {
  auto sheet = GoodSheet();
  sheet.mutable_figures(0)->Clear();
  sheet.mutable_figures(0)->set_missing_measure_id("andel");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"measure_missing"});
}

TEST(PitfallsTest, SeesASheetWithoutMeasure) {
  auto sheet = GoodSheet();
  sheet.mutable_a3()->clear_measures();
  sheet.clear_figures();
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"sheet_without_measure"});
}

TEST(PitfallsTest, SeesASourceThatHasGoneSilent) {
  auto sheet = GoodSheet();
  sheet.mutable_figures(0)->set_is_silent(true);
  sheet.mutable_figures(0)->set_heard_day("2024-11-30");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"measure_silent"});
  EXPECT_TRUE(FindPitfalls(sheet, "2025-01-31").front().text().ends_with("30.11.2024"));
}

TEST(PitfallsTest, SeesAStatedBaselineThatTheSourcesDoNotBear) {
  auto sheet = GoodSheet();
  sheet.mutable_figures(0)->mutable_units(0)->mutable_baseline()->set_value(32.786);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"baseline_disagrees"});
}

TEST(PitfallsTest, SeesAShareThatNobodyOwns) {
  auto sheet = GoodSheet();
  auto* share = sheet.mutable_benefits(0)->add_shares();
  share->set_unit_id("d");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"benefit_share_without_owner"});
  share->set_owner("Enhetsleder d");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
}

TEST(PitfallsTest, SeesAMeasureBelowALegalMinimum) {
  auto sheet = GoodSheet();
  sheet.mutable_figures(0)->mutable_measure()->set_measure_id("andel");
  sheet.mutable_figures(0)->mutable_units(0)->mutable_latest()->set_value(49.9);
  auto* goal = sheet.mutable_a3()->add_goals();
  goal->set_measure_id("andel");
  goal->set_value(50);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{}) << "a goal is not a minimum";
  goal->set_kind(model::v1::GOAL_KIND_LEGAL_MINIMUM);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"legal_minimum_breached"});
  sheet.mutable_figures(0)->mutable_units(0)->mutable_latest()->set_value(50);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
  sheet.mutable_figures(0)->mutable_units(0)->mutable_latest()->clear_value();
  EXPECT_EQ(Codes(sheet), std::set<std::string>{}) << "what is not measured is not below";
}

TEST(PitfallsTest, SeesOneEffectInTwoBenefits) {
  auto sheet = GoodSheet();
  sheet.mutable_benefits(0)->add_action_ids("opplaering");
  *sheet.add_benefits() = sheet.benefits(0);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"effect_counted_twice"});
  sheet.mutable_benefits(1)->set_action_ids(0, "avtaleoversikt");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{}) << "the same measure moved by another action";
}

TEST(PitfallsTest, SeesATheoreticalCut) {
  auto sheet = GoodSheet();
  sheet.mutable_benefits(0)->set_budget_effect(model::v1::BUDGET_EFFECT_OWN_BUDGET);
  sheet.mutable_benefits(0)->clear_responsible();
  sheet.mutable_benefits(0)->clear_measure_ids();
  EXPECT_EQ(Codes(sheet), (std::set<std::string>{"budget_effect_without_ground", "benefit_without_responsible", "benefit_without_measure"}));
}

}  // namespace
}  // namespace helhet::a3
