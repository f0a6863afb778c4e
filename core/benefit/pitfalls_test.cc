#include "core/benefit/pitfalls.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <set>

namespace helhet::benefit {
namespace {

api::v1::GetA3Response Sheet(const std::string& text) {
  api::v1::GetA3Response sheet;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &sheet)) << text;
  return sheet;
}

std::set<std::string> Codes(const api::v1::GetA3Response& sheet) {
  std::set<std::string> codes;
  for (const auto& pitfall : FindPitfalls(sheet)) {
    EXPECT_FALSE(pitfall.text().empty() || pitfall.text_nn().empty() || pitfall.text_en().empty());
    codes.insert(pitfall.code());
  }
  return codes;
}

TEST(BenefitPitfallsTest, SeesAPlanThatIsNotLockedThoughTheSheetIsAdopted) {
  auto sheet = Sheet("a3 { state: A3_STATE_IN_FOLLOW_UP } benefits { title: 'Tid' plan { period: '2025' } }");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"plan_not_locked"});
  sheet.mutable_benefits(0)->set_plan_locked(true);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
  sheet.mutable_benefits(0)->set_plan_locked(false);
  sheet.mutable_a3()->set_state(model::v1::A3_STATE_SUBMITTED);
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
}

TEST(BenefitPitfallsTest, SeesTheSamePercentageInEveryUnitWithNoActionBehindIt) {
  auto sheet = Sheet(R"(figures { measure { measure_id: 'kostnad' } units { unit_id: 'a' baseline { value: 1000 } } }
    benefits { measure_ids: 'kostnad' budget_effect: BUDGET_EFFECT_OWN_BUDGET baseline { stated { unit_id: 'b' value: 400 } }
               shares { unit_id: 'a' target_value: 980 } shares { unit_id: 'b' target_value: 392 } })");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{"same_cut_without_action"}) << "two per cent of what is measured and of what is stated";
  auto other = sheet;
  other.mutable_benefits(0)->mutable_shares(1)->set_target_value(390);
  EXPECT_EQ(Codes(other), std::set<std::string>{});
  other = sheet;
  other.mutable_benefits(0)->add_action_ids("kurs");
  EXPECT_EQ(Codes(other), std::set<std::string>{});
  other = sheet;
  other.mutable_benefits(0)->mutable_shares(1)->set_unit_id("c");
  EXPECT_EQ(Codes(other), std::set<std::string>{}) << "nothing says what c was";
}

TEST(BenefitPitfallsTest, SeesACostInALaterYearOrAnotherUnit) {
  auto sheet = Sheet(R"(a3 { unit_id: 'topp' actions { action_id: 'kurs' text: 'Kurs' cost_minor: 5 unit_id: 'a' due_date: '2025-06-30' } }
    benefits { title: 'Tid' action_ids: 'kurs' shares { unit_id: 'a' } plan { period: '2025-Q4' } priced_disbenefits { text: 'Mer arbeid' unit_id: 'a' period: '2025' } })");
  EXPECT_EQ(Codes(sheet), std::set<std::string>{});
  auto other = sheet;
  other.mutable_benefits(0)->mutable_priced_disbenefits(0)->set_unit_id("b");
  EXPECT_EQ(Codes(other), std::set<std::string>{"cost_in_other_unit"});
  other = sheet;
  other.mutable_benefits(0)->mutable_priced_disbenefits(0)->set_period("2027");
  EXPECT_EQ(Codes(other), std::set<std::string>{"cost_in_later_year"});
  other = sheet;
  other.mutable_a3()->mutable_actions(0)->set_unit_id("b");
  other.mutable_a3()->mutable_actions(0)->set_due_date("2026-01-01");
  EXPECT_EQ(Codes(other), (std::set<std::string>{"cost_in_later_year", "cost_in_other_unit"}));
  other.mutable_benefits(0)->clear_action_ids();
  EXPECT_EQ(Codes(other), std::set<std::string>{}) << "the action is not behind this benefit";
}

}  // namespace
}  // namespace helhet::benefit
