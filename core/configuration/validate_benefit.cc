// A benefit against the sheet it stands on, and against its own locked plan.
#include <algorithm>
#include <array>

#include "core/benefit/map.h"
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
  BenefitChecker(const ConfiguredResource& resource, const Configuration& all, const ResourceChecks& checks, Faults& faults)
      : resource_(resource), all_(all), checks_(checks), faults_(faults), benefit_(resource.resource.benefit()) {
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
    for (int i = 0; i < benefit_.budget_lines_size(); ++i) {
      const int year = benefit_.budget_lines(i).year();
      if (year < 1000 || year > 9999) Fault("budget_lines[" + std::to_string(i) + "].year", "'" + std::to_string(year) + "' is no year", "write it with four digits");
    }
    if (resource_.is_stated) CheckAssessments();
    CheckValuation();
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

  // Who approves an assessment is recorded when they do.
  void CheckAssessments() {
    for (int i = 0; i < benefit_.assessments_size(); ++i) {
      if (benefit_.assessments(i).approved_by().empty() && benefit_.assessments(i).approved_date().empty()) continue;
      Fault("assessments[" + std::to_string(i) + "].approved_by", "an approval is recorded, never typed", "leave it out; a validator approves the assessment");
    }
  }

  void CheckValuation() {
    if (!checks_.check_valuation || !benefit_.has_valuation()) return;
    const ConfiguredResource* measure = benefit_.measure_ids().empty() ? nullptr : all_.Find("measure", benefit_.measure_ids(0));
    // Its terms are not known when only a hub can know the measure.
    if (measure == nullptr && !benefit_.measure_ids().empty()) return;
    AddStatus(resource_, checks_.check_valuation(benefit_, measure == nullptr ? nullptr : &measure->resource.measure()), faults_);
  }

  void CheckPlan(const std::string& path, const model::v1::BenefitPlan& plan) {
    if (!plan.milestone_action_id().empty()) CheckAction(path + ".milestone_action_id", plan.milestone_action_id());
    if (benefit_.measure_ids_size() > 0 && !HasFiguresFor(plan.period(), benefit_.measure_ids(0), all_)) {
      Fault(path + ".period", "the measure '" + benefit_.measure_ids(0) + "' has no figures for periods as short as '" + plan.period() + "'",
            "name a period of the measure's grain, or a longer one");
    }
    const double expected = plan.expected_value();
    const bool low_is_high = plan.has_low_value() && plan.has_expected_value() && plan.low_value() > expected;
    const bool high_is_low = plan.has_high_value() && plan.has_expected_value() && plan.high_value() < expected;
    if (low_is_high || high_is_low || (plan.has_low_value() && plan.has_high_value() && plan.low_value() > plan.high_value())) {
      Fault(path, "low, expected and high do not stand in that order", "let low_value be the smallest and high_value the largest number");
    }
  }

  const ConfiguredResource& resource_;
  const Configuration& all_;
  const ResourceChecks& checks_;
  Faults& faults_;
  const Benefit& benefit_;
  const A3* sheet_ = nullptr;
};

}  // namespace

void CheckBenefit(const ConfiguredResource& resource, const Configuration& all, const ResourceChecks& checks, Faults& faults) {
  BenefitChecker(resource, all, checks, faults).Check();
}

void CheckBenefitMap(const Configuration& all, Faults& faults) {
  benefit::MapEdges edges;
  // Where a circle is told: at a benefit that is stated, and so can be changed.
  const ConfiguredResource* stated = nullptr;
  for (const auto& [key, resource] : all.resources()) {
    if (key.first != "benefit") continue;
    for (auto& edge : benefit::EdgesOf(resource.resource.benefit())) edges.push_back(std::move(edge));
    if (resource.is_stated) stated = &resource;
  }
  if (stated == nullptr) return;
  const auto order = benefit::InOrder(edges);
  if (order.circle.empty()) return;
  for (const auto& [key, resource] : all.resources()) {
    if (key.first != "benefit" || !resource.is_stated) continue;
    const auto own = benefit::EdgesOf(resource.resource.benefit());
    const bool is_in = std::any_of(own.begin(), own.end(), [&](const auto& edge) {
      const auto from = std::find(order.circle.begin(), order.circle.end(), edge.from());
      return from != order.circle.end() && std::next(from) != order.circle.end() && *std::next(from) == edge.to();
    });
    if (is_in) stated = &resource;
  }
  faults.Add(stated->resource.origin(), stated->Name() + ": edges", "the benefit map goes in a circle: " + benefit::CircleText(order.circle), "take one of the edges away");
}

}  // namespace helhet::configuration
