#include "core/benefit/map.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace helhet::benefit {
namespace {

MapEdges Edges(const std::vector<std::pair<std::string, std::string>>& pairs) {
  MapEdges edges;
  for (const auto& [from, to] : pairs) {
    auto& edge = edges.emplace_back();
    edge.set_from(from);
    edge.set_to(to);
  }
  return edges;
}

std::string Joined(const std::vector<std::string>& nodes) {
  std::string joined;
  for (const std::string& node : nodes) joined += node + " ";
  return joined;
}

TEST(MapTest, PutsNothingBeforeWhatLeadsToIt) {
  EXPECT_EQ(Joined(InOrder(Edges({{"benefit:b", "goal:g"}, {"action:z", "benefit:b"}, {"action:a", "benefit:b"}, {"precondition:p", "action:z"}})).nodes),
            "action:a precondition:p action:z benefit:b goal:g ");
}

TEST(MapTest, NamesACircle) {
  const auto order = InOrder(Edges({{"action:start", "benefit:a"}, {"benefit:a", "benefit:b"}, {"benefit:b", "benefit:c"}, {"benefit:c", "benefit:a"}, {"benefit:c", "goal:g"}}));
  EXPECT_EQ(CircleText(order.circle), "benefit:a → benefit:b → benefit:c → benefit:a");
  EXPECT_EQ(Joined(order.nodes), "action:start ");
  EXPECT_EQ(CircleText(InOrder(Edges({{"benefit:a", "benefit:a"}})).circle), "benefit:a → benefit:a");
  EXPECT_TRUE(InOrder({}).circle.empty());
}

TEST(MapTest, HasTheActionsThatABenefitComesFromOnce) {
  model::v1::Benefit benefit;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "benefit_id: 'tid' a3_id: 'ark' action_ids: 'kurs' action_ids: 'maling' edges { from: 'action:kurs' to: 'benefit:tid' } edges { from: 'benefit:tid' to: 'goal:g' }", &benefit));
  std::string edges;
  for (const auto& edge : EdgesOf(benefit)) edges += edge.from() + ">" + edge.to() + " ";
  EXPECT_EQ(edges, "ark/action:kurs>benefit:tid benefit:tid>ark/goal:g ark/action:maling>benefit:tid ");
}

}  // namespace
}  // namespace helhet::benefit
