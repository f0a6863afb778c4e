#include "core/model/unit_tree.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace helhet::model {
namespace {

using ::testing::Test;
using Ids = std::vector<std::string>;

v1::Unit Unit(const std::string& text) {
  v1::Unit unit;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &unit)) << text;
  return unit;
}

UnitTree Tree(std::vector<v1::Unit> units) {
  auto tree = UnitTree::Make(std::move(units));
  EXPECT_TRUE(tree.ok()) << tree.status().message();
  return tree.ok() ? *std::move(tree) : UnitTree();
}

std::string Refusal(std::vector<v1::Unit> units) {
  const auto tree = UnitTree::Make(std::move(units));
  EXPECT_FALSE(tree.ok());
  EXPECT_EQ(tree.status().code(), StatusCode::kInvalidArgument);
  EXPECT_FALSE(tree.status().remedy().empty());
  return tree.status().message();
}

TEST(UnitTreeTest, CodeMeansTheUnitOfItsDay) {
  const UnitTree tree = Tree({
      Unit("unit_id: 'old' valid_to: '2023-12-31' codes { scheme: 'resource' code: '41' }"),
      Unit("unit_id: 'new' valid_from: '2024-01-01' codes { scheme: 'resource' code: '41' }"),
  });
  EXPECT_EQ(tree.Resolve("resource", "41", "2023-12-31"), "old");
  EXPECT_EQ(tree.Resolve("resource", "41", "2024-01-01"), "new");
  EXPECT_EQ(tree.Resolve("resource", "42", "2024-01-01"), "");
  EXPECT_EQ(tree.Resolve("gln", "41", "2024-01-01"), "");
}

TEST(UnitTreeTest, CodeThatOutlivesItsUnitIsUnmapped) {
  const UnitTree tree = Tree({Unit("unit_id: 'a' valid_to: '2023-12-31' codes { scheme: 's' code: '1' valid_to: '2024-06-30' }")});
  EXPECT_EQ(tree.Resolve("s", "1", "2023-06-01"), "a");
  EXPECT_EQ(tree.Resolve("s", "1", "2024-03-01"), "");
}

TEST(UnitTreeTest, FactWithoutDateBelongsOnlyToCodesWithoutBounds) {
  const UnitTree tree = Tree({Unit("unit_id: 'a' codes { scheme: 's' code: 'open' } "
                                   "codes { scheme: 's' code: 'bounded' valid_to: '2030-01-01' }")});
  EXPECT_EQ(tree.Resolve("s", "open", ""), "a");
  EXPECT_EQ(tree.Resolve("s", "bounded", ""), "");
}

TEST(UnitTreeTest, RefusesCodeThatTwoUnitsHaveAtOnce) {
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' codes { scheme: 's' code: '1' valid_to: '2024-01-01' }"),
                     Unit("unit_id: 'b' codes { scheme: 's' code: '1' valid_from: '2024-01-01' }")}),
            "unit 'b': the code s '1' is also unit 'a' on the same days");
}

TEST(UnitTreeTest, RefusesTreesThatCannotBe) {
  EXPECT_EQ(Refusal({Unit("name: 'Skole'")}), "unit '': it has no identifier");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a'"), Unit("unit_id: 'a'")}), "unit 'a': it is stated twice");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' parent_id: 'x'")}), "unit 'a': its parent 'x' does not exist");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' valid_from: '2023-02-30'")}), "unit 'a': '2023-02-30' is no date");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' valid_from: '2024-01-01' valid_to: '2023-01-01'")}),
            "unit 'a': it ends 2023-01-01, before it begins 2024-01-01");
  EXPECT_EQ(Refusal({Unit("unit_id: 'p' valid_to: '2023-12-31'"), Unit("unit_id: 'a' parent_id: 'p'")}),
            "unit 'a': its parent 'p' ends 2023-12-31, before it");
}

TEST(UnitTreeTest, RefusesCircles) {
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' parent_id: 'b'"), Unit("unit_id: 'b' parent_id: 'a'")}),
            "unit 'a': its parents, or what they became, go in a circle");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' valid_to: '2023-12-31' successors { unit_id: 'b' kind: UNIT_SUCCESSION_KIND_RENAMED }"),
                     Unit("unit_id: 'b' valid_to: '2023-12-31' successors { unit_id: 'a' kind: UNIT_SUCCESSION_KIND_RENAMED }")}),
            "unit 'a': its successors go in a circle");
  // Only as organised today: b became c, which stands below a.
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' parent_id: 'b' valid_to: '2023-12-31'"),
                     Unit("unit_id: 'b' valid_to: '2023-12-31' successors { unit_id: 'c' kind: UNIT_SUCCESSION_KIND_RENAMED }"),
                     Unit("unit_id: 'c' parent_id: 'a' valid_to: '2023-12-31'")}),
            "unit 'a': its parents, or what they became, go in a circle");
}

TEST(UnitTreeTest, RefusesSuccessionsThatDoNotAddUp) {
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' successors { unit_id: 'b' kind: UNIT_SUCCESSION_KIND_RENAMED }"), Unit("unit_id: 'b'")}),
            "unit 'a': it has a successor and no end");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' valid_to: '2023-12-31' successors { unit_id: 'x' kind: UNIT_SUCCESSION_KIND_RENAMED }")}),
            "unit 'a': its successor 'x' does not exist");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' valid_to: '2023-12-31' successors { unit_id: 'b' }"), Unit("unit_id: 'b'")}),
            "unit 'a': its successions are of no kind, or of several");
  EXPECT_EQ(Refusal({Unit("unit_id: 'a' valid_to: '2023-12-31' successors { unit_id: 'b' kind: UNIT_SUCCESSION_KIND_SPLIT }"),
                     Unit("unit_id: 'b'")}),
            "unit 'a': it is split into one");
}

// Health and care; in 2024 its two home care districts became one, its centre was split, and the whole
// was renamed.
class ReorganisedTest : public Test {
 protected:
  const UnitTree tree_ = Tree({
      Unit("unit_id: 'top'"),
      Unit("unit_id: 'care' parent_id: 'top' valid_to: '2023-12-31' successors { unit_id: 'health' kind: UNIT_SUCCESSION_KIND_RENAMED }"),
      Unit("unit_id: 'east' parent_id: 'care' valid_to: '2023-12-31' successors { unit_id: 'home' kind: UNIT_SUCCESSION_KIND_MERGED }"),
      Unit("unit_id: 'west' parent_id: 'care' valid_to: '2023-12-31' successors { unit_id: 'home' kind: UNIT_SUCCESSION_KIND_MERGED }"),
      Unit("unit_id: 'centre' parent_id: 'care' valid_to: '2023-12-31' "
           "successors { unit_id: 'ward1' kind: UNIT_SUCCESSION_KIND_SPLIT } successors { unit_id: 'ward2' kind: UNIT_SUCCESSION_KIND_SPLIT }"),
      Unit("unit_id: 'health' parent_id: 'top' valid_from: '2024-01-01'"),
      Unit("unit_id: 'home' parent_id: 'health' valid_from: '2024-01-01'"),
      Unit("unit_id: 'ward1' parent_id: 'health' valid_from: '2024-01-01'"),
      Unit("unit_id: 'ward2' parent_id: 'health' valid_from: '2024-01-01'"),
  });
};

TEST_F(ReorganisedTest, ChildrenAreThoseOfTheDay) {
  EXPECT_EQ(tree_.Children("top", "2023-06-01"), Ids{"care"});
  EXPECT_EQ(tree_.Children("top", "2024-06-01"), Ids{"health"});
  EXPECT_EQ(tree_.Children("", "2024-06-01"), Ids{"top"});
  EXPECT_EQ(tree_.Ancestors("east"), (Ids{"care", "top"}));
}

TEST_F(ReorganisedTest, AsItWasEachKeepsItsOwn) {
  EXPECT_EQ(tree_.Within("care", Organisation::kAsItWas), (Ids{"care", "east", "west", "centre"}));
  EXPECT_EQ(tree_.Within("health", Organisation::kAsItWas), (Ids{"health", "home", "ward1", "ward2"}));
  EXPECT_EQ(tree_.Within("top", Organisation::kAsItWas).size(), 9u);
}

TEST_F(ReorganisedTest, AsTodayFollowsRenamedAndMerged) {
  EXPECT_EQ(tree_.Within("home", Organisation::kAsToday), (Ids{"east", "west", "home"}));
  EXPECT_EQ(tree_.Within("health", Organisation::kAsToday),
            (Ids{"care", "east", "west", "centre", "health", "home", "ward1", "ward2"}));
  EXPECT_EQ(tree_.Within("care", Organisation::kAsToday), Ids{});
  EXPECT_EQ(tree_.Within("top", Organisation::kAsToday).size(), 9u);
}

TEST_F(ReorganisedTest, SplitStaysUnderTheOldUnitAndIsMarked) {
  EXPECT_EQ(tree_.Current("centre"), "centre");
  EXPECT_EQ(tree_.Within("ward1", Organisation::kAsToday), Ids{"ward1"});
  EXPECT_EQ(tree_.SplitWithin("health", Organisation::kAsToday), Ids{"centre"});
}

}  // namespace
}  // namespace helhet::model
