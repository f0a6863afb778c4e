// A benefit against the sheet it stands on, and against its own locked plan.
#include <algorithm>
#include <array>

#include "core/configuration/validate.h"

namespace helhet::configuration {
namespace {

using model::v1::A3;
using model::v1::Benefit;

bool HasAction(const A3& sheet, const std::string& id) {
  return std::any_of(sheet.actions().begin(), sheet.actions().end(), [&](const auto& action) { return action.action_id() == id; });
}

bool HasGoal(const A3& sheet, const std::string& id) {
  return std::any_of(sheet.goals().begin(), sheet.goals().end(), [&](const auto& goal) { return goal.goal_id() == id; });
}

// Checks one benefit.
class BenefitChecker {
 public:
  BenefitChecker(const ConfiguredResource& resource, const Configuration& all, Faults& faults)
      : resource_(resource), all_(all), faults_(faults), benefit_(resource.resource.benefit()) {
    const ConfiguredResource* sheet = all.Find("a3", benefit_.a3_id());
    if (sheet != nullptr) sheet_ = &sheet->resource.a3();
  }

  void Check() {
    if (benefit_.measure_ids_size() > 0 && !HasFiguresFor(benefit_.baseline().period(), benefit_.measure_ids(0), all_)) {
      Fault("baseline.period", "the measure '" + benefit_.measure_ids(0) + "' has no figures for periods as short as '" + benefit_.baseline().period() + "'",
            "name a period of the measure's grain, or a longer one");
    }
    for (int i = 0; i < benefit_.action_ids_size(); ++i) CheckAction("action_ids[" + std::to_string(i) + "]", benefit_.action_ids(i));
    for (int i = 0; i < benefit_.edges_size(); ++i) {
      const std::string path = "edges[" + std::to_string(i) + "]";
      CheckEnd(path + ".from", benefit_.edges(i).from());
      CheckEnd(path + ".to", benefit_.edges(i).to());
    }
    for (int i = 0; i < benefit_.plan_size(); ++i) CheckPlan("plan[" + std::to_string(i) + "]", benefit_.plan(i));
  }

 private:
  void Fault(const std::string& field, const std::string& why, const std::string& remedy) {
    faults_.Add(resource_.resource.origin(), resource_.Name() + ": " + field, why, remedy);
  }

  void CheckAction(const std::string& path, const std::string& id) {
    if (benefit_.a3_id().empty()) return Fault(path, "the benefit stands on no sheet", "state a3_id");
    if (sheet_ != nullptr && !HasAction(*sheet_, id)) {
      Fault(path, "the sheet '" + benefit_.a3_id() + "' has no action '" + id + "'", "name one of the sheet's");
    }
  }

  // One end of an edge: `action:opplaering`.
  void CheckEnd(const std::string& path, const std::string& end) {
    static constexpr auto kTypes = std::to_array<std::string_view>({"precondition", "action", "benefit", "goal"});
    const size_t colon = end.find(':');
    const std::string type = end.substr(0, colon), id = colon == std::string::npos ? "" : end.substr(colon + 1);
    if (id.empty() || std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) {
      return Fault(path, "'" + end + "' is no end of an edge", "write precondition:…, action:…, benefit:… or goal:…");
    }
    if (type == "action") CheckAction(path, id);
    if (type == "benefit" && !all_.MayHave("benefit", id)) Fault(path, "there is no benefit '" + id + "'", "name one that is there");
    if (type == "goal" && sheet_ != nullptr && !HasGoal(*sheet_, id)) {
      Fault(path, "the sheet '" + benefit_.a3_id() + "' has no goal '" + id + "'", "name one of the sheet's");
    }
  }

  void CheckPlan(const std::string& path, const model::v1::BenefitPlan& plan) {
    const double expected = plan.expected_value();
    const bool low_is_high = plan.has_low_value() && plan.has_expected_value() && plan.low_value() > expected;
    const bool high_is_low = plan.has_high_value() && plan.has_expected_value() && plan.high_value() < expected;
    if (low_is_high || high_is_low || (plan.has_low_value() && plan.has_high_value() && plan.low_value() > plan.high_value())) {
      Fault(path, "low, expected and high do not stand in that order", "let low_value be the smallest and high_value the largest number");
    }
  }

  const ConfiguredResource& resource_;
  const Configuration& all_;
  Faults& faults_;
  const Benefit& benefit_;
  const A3* sheet_ = nullptr;
};

}  // namespace

void CheckBenefit(const ConfiguredResource& resource, const Configuration& all, Faults& faults) {
  BenefitChecker(resource, all, faults).Check();
}

}  // namespace helhet::configuration
