#include "core/configuration/field_diff.h"

#include <gtest/gtest.h>

namespace helhet::configuration {
namespace {

std::vector<std::string> Lines(const google::protobuf::Message& before, const google::protobuf::Message& after) {
  std::vector<std::string> lines;
  for (const auto& change : DiffFields(before, after)) lines.push_back(change.path() + ": " + change.before() + " -> " + change.after());
  return lines;
}

using Expected = std::vector<std::string>;

TEST(FieldDiff, TellsEachFieldThatDiffersWithItsPath) {
  model::v1::A3 before;
  before.set_title("A");
  before.set_state(model::v1::A3_STATE_DRAFT);
  before.add_measures()->add_targets()->set_value(50);
  before.mutable_measures(0)->mutable_baseline()->set_period("2023");
  model::v1::A3 after = before;
  EXPECT_EQ(Lines(before, after), Expected{});
  after.set_title("B");
  after.set_state(model::v1::A3_STATE_SUBMITTED);
  after.mutable_measures(0)->mutable_targets(0)->set_value(50.5);
  after.mutable_measures(0)->clear_baseline();
  after.add_actions()->set_cost_minor(0);
  EXPECT_EQ(Lines(before, after), (Expected{"title: A -> B", "state: draft -> submitted", "actions[0].cost_minor:  -> 0",
                                            "measures[0].baseline.period: 2023 -> ", "measures[0].targets[0].value: 50 -> 50.5"}));
}

TEST(FieldDiff, SeesMessagesAndTextsThatAreEmpty) {
  model::v1::Benefit before, after;
  after.mutable_valuation();
  after.add_assumptions("");
  after.add_plan();
  EXPECT_EQ(Lines(before, after), (Expected{"plan[0]:  -> {}", "assumptions[0]:  -> ''", "valuation:  -> {}"}));
}

TEST(FieldDiff, ComparesSettingsOneByOne) {
  model::v1::Connector before, after;
  before.set_settings_json(R"({"folder":"/a","tables":[{"id":"1"}],"limit":1})");
  after.set_settings_json(R"({"limit":"1","tables":[{"id":"1"},{"id":"2"}],"folder":"/a"})");
  EXPECT_EQ(Lines(before, after), (Expected{"settings.limit: 1 -> \"1\"", "settings.tables[1].id:  -> \"2\""}));
}

}  // namespace
}  // namespace helhet::configuration
