// An A3 within itself: causes form a tree, actions name causes that stand on the sheet.
#include <map>

#include "core/configuration/field_rules.h"
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

// Months in a period, by the form of its text.
int MonthsOf(const std::string& period) {
  if (period.size() == 4) return 12;
  const char form = period.size() > 5 ? period[5] : '0';
  return form == 'Q' ? 3 : form == 'T' ? 4 : form == 'H' ? 6 : 1;
}

int MonthsOf(model::v1::Period grain) {
  switch (grain) {
    case model::v1::PERIOD_YEAR: return 12;
    case model::v1::PERIOD_HALF: return 6;
    case model::v1::PERIOD_TERTIAL: return 4;
    case model::v1::PERIOD_QUARTER: return 3;
    default: return 1;
  }
}

}  // namespace

bool HasFiguresFor(const std::string& period, const std::string& measure_id, const Configuration& all) {
  const ConfiguredResource* measure = all.Find("measure", measure_id);
  if (measure == nullptr || !IsPeriod(period)) return true;
  return MonthsOf(period) % MonthsOf(measure->resource.measure().grain()) == 0;
}

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
  for (int i = 0; i < sheet.measures_size(); ++i) {
    const auto& measure = sheet.measures(i);
    if (HasFiguresFor(measure.baseline().period(), measure.measure_id(), all)) continue;
    fault("measures[" + std::to_string(i) + "].baseline.period", "the measure has no figures for periods as short as '" + measure.baseline().period() + "'",
          "name a period of the measure's grain, or a longer one");
  }
  if (GoesInCircle(ParentSheets(all), sheet.a3_id())) fault("parent_id", "the sheets go in a circle", "let one of them have no parent_id");
}

}  // namespace helhet::configuration
