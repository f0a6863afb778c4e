#include "core/benefit/map.h"

#include <algorithm>
#include <map>
#include <set>

namespace helhet::benefit {
namespace {

using Neighbours = std::map<std::string, std::set<std::string>>;

std::string NodeOf(const model::v1::Benefit& benefit, const std::string& end) {
  return end.starts_with("benefit:") ? end : benefit.a3_id() + "/" + end;
}

model::v1::BenefitMapEdge Edge(std::string from, std::string to) {
  model::v1::BenefitMapEdge edge;
  edge.set_from(std::move(from));
  edge.set_to(std::move(to));
  return edge;
}

// Each of `left` has one before it among them, so that going back must come to a node a second time.
std::vector<std::string> CircleAmong(const std::set<std::string>& left, const Neighbours& before) {
  std::vector<std::string> path = {*left.begin()};
  for (;;) {
    const auto& earlier = before.at(path.back());
    const std::string& next = *std::find_if(earlier.begin(), earlier.end(), [&](const std::string& node) { return left.contains(node); });
    const auto seen = std::find(path.begin(), path.end(), next);
    if (seen == path.end()) {
      path.push_back(next);
      continue;
    }
    std::vector<std::string> circle(seen, path.end());
    circle.push_back(next);
    std::reverse(circle.begin(), circle.end());
    return circle;
  }
}

}  // namespace

MapEdges EdgesOf(const model::v1::Benefit& benefit) {
  MapEdges edges;
  std::set<std::pair<std::string, std::string>> known;
  const auto add = [&](const std::string& from, const std::string& to) {
    if (known.emplace(from, to).second) edges.push_back(Edge(from, to));
  };
  for (const auto& edge : benefit.edges()) add(NodeOf(benefit, edge.from()), NodeOf(benefit, edge.to()));
  for (const std::string& action : benefit.action_ids()) add(NodeOf(benefit, "action:" + action), "benefit:" + benefit.benefit_id());
  return edges;
}

MapOrder InOrder(const MapEdges& edges) {
  Neighbours before, after;
  std::set<std::string> left;
  for (const auto& edge : edges) {
    before[edge.to()].insert(edge.from());
    after[edge.from()].insert(edge.to());
    left.insert({edge.from(), edge.to()});
  }
  std::map<std::string, size_t> waiting_for;
  std::set<std::string> ready;
  for (const std::string& node : left) {
    waiting_for[node] = before[node].size();
    if (waiting_for[node] == 0) ready.insert(node);
  }
  MapOrder order;
  while (!ready.empty()) {
    const std::string node = *ready.begin();
    ready.erase(ready.begin());
    left.erase(node);
    order.nodes.push_back(node);
    for (const std::string& next : after[node]) {
      if (--waiting_for[next] == 0) ready.insert(next);
    }
  }
  if (!left.empty()) order.circle = CircleAmong(left, before);
  return order;
}

std::string CircleText(const std::vector<std::string>& circle) {
  std::string text;
  for (const std::string& node : circle) text += (text.empty() ? "" : " → ") + node;
  return text;
}

}  // namespace helhet::benefit
