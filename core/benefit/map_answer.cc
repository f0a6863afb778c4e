#include "core/benefit/map_answer.h"

#include <map>

#include "core/benefit/map.h"
#include "core/configuration/documents.h"

namespace helhet::benefit {
namespace {

using model::v1::A3;
using model::v1::Benefit;

// By node: what stands in words on a sheet or a benefit. A precondition of the map is named by its identifier alone.
std::map<std::string, std::string> TitlesOf(const std::vector<A3>& sheets, const std::vector<Benefit>& benefits) {
  std::map<std::string, std::string> titles;
  for (const A3& sheet : sheets) {
    for (const auto& action : sheet.actions()) titles[sheet.a3_id() + "/action:" + action.action_id()] = action.text();
    for (const auto& goal : sheet.goals()) titles[sheet.a3_id() + "/goal:" + goal.goal_id()] = goal.text();
  }
  for (const Benefit& benefit : benefits) titles["benefit:" + benefit.benefit_id()] = benefit.title();
  return titles;
}

}  // namespace

Result<api::v1::GetBenefitMapResponse> GetBenefitMap(store::TenantStore& store, const std::string& a3_id) {
  HELHET_ASSIGN_OR_RETURN(auto benefits, configuration::LoadAll<Benefit>(store));
  HELHET_ASSIGN_OR_RETURN(auto sheets, configuration::LoadAll<A3>(store));
  // Who may see one sheet reads nothing of another, though an edge ends there.
  if (!a3_id.empty()) {
    std::erase_if(benefits, [&](const Benefit& benefit) { return benefit.a3_id() != a3_id; });
    std::erase_if(sheets, [&](const A3& sheet) { return sheet.a3_id() != a3_id; });
  }
  api::v1::GetBenefitMapResponse response;
  MapEdges edges;
  for (const Benefit& benefit : benefits) {
    for (auto& edge : EdgesOf(benefit)) edges.push_back(std::move(edge));
  }
  const MapOrder order = InOrder(edges);
  if (!order.circle.empty()) {
    return FailedPrecondition("benefit map: it goes in a circle: " + CircleText(order.circle)).WithReason("map_circle").WithRemedy("take one of the edges away")
        .WithClass(ErrorClass::kConfiguration);
  }
  const auto titles = TitlesOf(sheets, benefits);
  for (const std::string& node : order.nodes) {
    auto* added = response.add_nodes();
    added->set_node_id(node);
    const auto title = titles.find(node);
    added->set_title(title == titles.end() || title->second.empty() ? node.substr(node.find(':') + 1) : title->second);
  }
  for (auto& edge : edges) *response.add_edges() = std::move(edge);
  return response;
}

}  // namespace helhet::benefit
