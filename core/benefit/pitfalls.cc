#include "core/benefit/pitfalls.h"

#include "core/benefit/benefits.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace helhet::benefit {
namespace {

using api::v1::GetA3Response;
using api::v1::Pitfall;
using model::v1::Benefit;

// Cuts are stated in round figures: what looks like the same percentage with one decimal is the same.
constexpr double kSamePercentage = 0.05;

// The last year that the saving is counted in; empty when nothing says.
std::string LastYearOf(const Benefit& benefit) {
  std::string last;
  for (const auto& planned : benefit.plan()) last = std::max(last, planned.period().substr(0, 4));
  for (const auto& line : benefit.budget_lines()) last = std::max(last, std::to_string(line.year()));
  return last;
}

class Finder {
 public:
  explicit Finder(const GetA3Response& sheet) : sheet_(sheet) {}

  std::vector<Pitfall> Find() {
    for (const Benefit& benefit : sheet_.benefits()) {
      LookAtLock(benefit);
      LookAtCut(benefit);
      LookAtCosts(benefit);
    }
    return std::move(found_);
  }

 private:
  void Add(const char* code, const Benefit& benefit, const std::string& nb, const std::string& nn, const std::string& en) {
    Pitfall pitfall;
    pitfall.set_code(code);
    pitfall.set_subject_id(benefit.benefit_id());
    pitfall.set_text(nb);
    pitfall.set_text_nn(nn);
    pitfall.set_text_en(en);
    found_.push_back(std::move(pitfall));
  }

  void LookAtLock(const Benefit& benefit) {
    if (!IsAdopted(sheet_.a3()) || benefit.plan().empty() || benefit.plan_locked()) return;
    const std::string name = "«" + benefit.title() + "»";
    Add("plan_not_locked", benefit, "Planen for gevinsten " + name + " er ikke låst, enda arket er vedtatt", "Planen for gevinsten " + name + " er ikkje låst, endå arket er vedteke",
        "The plan of the benefit " + name + " is not locked, though the sheet is adopted");
  }

  // The unit's figure in the baseline: as it was measured, else as it was stated.
  std::optional<double> BaselineOf(const Benefit& benefit, const std::string& unit_id) const {
    for (const auto& figures : sheet_.figures()) {
      if (benefit.measure_ids().empty() || figures.measure().measure_id() != benefit.measure_ids(0)) continue;
      for (const auto& unit : figures.units()) {
        if (unit.unit_id() == unit_id && unit.baseline().has_value()) return unit.baseline().value();
      }
    }
    for (const auto& stated : benefit.baseline().stated()) {
      if (stated.unit_id() == unit_id) return stated.value();
    }
    return std::nullopt;
  }

  void LookAtCut(const Benefit& benefit) {
    if (benefit.budget_effect() != model::v1::BUDGET_EFFECT_OWN_BUDGET || !benefit.action_ids().empty() || benefit.shares_size() < 2) return;
    std::optional<double> percentage;
    for (const auto& share : benefit.shares()) {
      const auto baseline = BaselineOf(benefit, share.unit_id());
      if (!share.has_target_value() || !baseline || *baseline == 0) return;
      const double here = 100 * (share.target_value() - *baseline) / *baseline;
      if (percentage && std::abs(here - *percentage) > kSamePercentage) return;
      if (!percentage) percentage = here;
    }
    const std::string name = "«" + benefit.title() + "»";
    Add("same_cut_without_action", benefit, "Gevinsten " + name + " er samme prosent i alle enheter, uten tiltak bak (ostehøvelkutt)",
        "Gevinsten " + name + " er same prosent i alle einingar, utan tiltak bak (ostehøvelkutt)",
        "The benefit " + name + " is the same percentage in every unit, with no action behind it");
  }

  // A unit that has no share of the saving.
  bool IsElsewhere(const Benefit& benefit, const std::string& unit_id) const {
    return !unit_id.empty() && unit_id != sheet_.a3().unit_id() && !benefit.shares().empty() &&
           std::none_of(benefit.shares().begin(), benefit.shares().end(), [&](const auto& share) { return share.unit_id() == unit_id; });
  }

  void LookAtCost(const Benefit& benefit, const std::string& what, const std::string& unit_id, const std::string& year) {
    const std::string name = "«" + benefit.title() + "»", cost = "«" + what + "»", last = LastYearOf(benefit);
    if (!last.empty() && year > last) {
      Add("cost_in_later_year", benefit, "Gevinsten " + name + " regnes til og med " + last + ", men " + cost + " koster i " + year,
          "Gevinsten " + name + " blir rekna til og med " + last + ", men " + cost + " kostar i " + year,
          "The benefit " + name + " is counted to and with " + last + ", but " + cost + " costs in " + year);
    }
    if (IsElsewhere(benefit, unit_id)) {
      Add("cost_in_other_unit", benefit, "Gevinsten " + name + " har en kostnad i " + unit_id + ", som ikke har del i den: " + cost,
          "Gevinsten " + name + " har ein kostnad i " + unit_id + ", som ikkje har del i han: " + cost,
          "The benefit " + name + " has a cost in " + unit_id + ", which has no share of it: " + cost);
    }
  }

  void LookAtCosts(const Benefit& benefit) {
    for (const auto& disbenefit : benefit.priced_disbenefits()) LookAtCost(benefit, disbenefit.text(), disbenefit.unit_id(), disbenefit.period().substr(0, 4));
    for (const auto& action : sheet_.a3().actions()) {
      const bool is_behind = std::find(benefit.action_ids().begin(), benefit.action_ids().end(), action.action_id()) != benefit.action_ids().end();
      if (is_behind && action.cost_minor() > 0) LookAtCost(benefit, action.text(), action.unit_id(), action.due_date().substr(0, 4));
    }
  }

  const GetA3Response& sheet_;
  std::vector<Pitfall> found_;
};

}  // namespace

std::vector<Pitfall> FindPitfalls(const GetA3Response& sheet) { return Finder(sheet).Find(); }

}  // namespace helhet::benefit
