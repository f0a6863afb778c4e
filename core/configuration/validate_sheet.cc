// An A3 within itself: causes form a tree, actions name causes that stand on the sheet.
#include <map>

#include "core/configuration/validate.h"

namespace helhet::configuration {
namespace {

// Whether going from parent to parent comes back to where it began.
bool GoesInCircle(const std::map<std::string, std::string>& parents, const std::string& start) {
  std::string at = start;
  for (size_t steps = 0; steps <= parents.size(); ++steps) {
    const auto next = parents.find(at);
    if (next == parents.end() || next->second.empty()) return false;
    at = next->second;
  }
  return true;
}

// The sheets that each sheet is a deep dive of, as they will be.
std::map<std::string, std::string> ParentSheets(const Configuration& all) {
  std::map<std::string, std::string> parents;
  for (const auto& [key, resource] : all.resources()) {
    if (key.first == "a3") parents[key.second] = resource.resource.a3().parent_id();
  }
  return parents;
}

}  // namespace

void CheckSheet(const ConfiguredResource& resource, const Configuration& all, Faults& faults) {
  const model::v1::A3& sheet = resource.resource.a3();
  const auto fault = [&](const std::string& field, const std::string& why, const std::string& remedy) {
    faults.Add(resource.resource.origin(), resource.Name() + ": " + field, why, remedy);
  };
  std::map<std::string, std::string> causes;
  for (const auto& cause : sheet.root_causes()) causes[cause.root_cause_id()] = cause.parent_id();
  for (int i = 0; i < sheet.root_causes_size(); ++i) {
    const auto& cause = sheet.root_causes(i);
    const std::string path = "root_causes[" + std::to_string(i) + "].parent_id";
    if (!cause.parent_id().empty() && !causes.contains(cause.parent_id())) {
      fault(path, "the sheet has no root cause '" + cause.parent_id() + "'", "name one of the sheet's, or leave it out for a first cause");
    } else if (GoesInCircle(causes, cause.root_cause_id())) {
      fault(path, "the causes go in a circle", "let one of them have no parent_id");
    }
  }
  for (int i = 0; i < sheet.actions_size(); ++i) {
    for (const std::string& cause : sheet.actions(i).root_cause_ids()) {
      if (causes.contains(cause)) continue;
      fault("actions[" + std::to_string(i) + "].root_cause_ids", "the sheet has no root cause '" + cause + "'", "name one of the sheet's");
    }
  }
  if (GoesInCircle(ParentSheets(all), sheet.a3_id())) fault("parent_id", "the sheets go in a circle", "let one of them have no parent_id");
}

}  // namespace helhet::configuration
