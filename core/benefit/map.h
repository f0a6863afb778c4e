// The benefit map (gevinstkart): what leads to what, as a graph. No rows are read here.
#pragma once

#include <string>
#include <vector>

#include "helhet/model/v1/benefit.pb.h"

namespace helhet::benefit {

using MapEdges = std::vector<model::v1::BenefitMapEdge>;

// The edges that a benefit states, and one from each action that it comes from. Ends are `benefit:ID`, and else `SHEET/action:ID`:
// actions, goals and preconditions are named within their sheet.
MapEdges EdgesOf(const model::v1::Benefit& benefit);

// A graph in order.
struct MapOrder {
  // Nothing leads to a node before it; nodes of which nothing decides the order stand by name. Not those of a circle, nor what it leads to.
  std::vector<std::string> nodes;
  // A circle: the first node again at the end. Empty when there is none.
  std::vector<std::string> circle;
};
MapOrder InOrder(const MapEdges& edges);

// `action:a → benefit:b → action:a`.
std::string CircleText(const std::vector<std::string>& circle);

}  // namespace helhet::benefit
