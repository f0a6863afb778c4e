#include "core/a3/pitfalls.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/benefit/pitfalls.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using api::v1::GetA3Response;
using api::v1::Pitfall;

// A stated baseline may be rounded to the decimals that are shown, and no more.
bool Disagrees(double stated, double computed, int decimals) {
  return std::abs(stated - computed) > 0.5 * std::pow(10.0, -decimals) + 1e-9;
}

// YYYY-MM-DD as it is written in Norwegian: 31.12.2024. Anything else stays as it is.
std::string NorwegianDay(const std::string& day) {
  return model::IsDate(day) ? day.substr(8) + "." + day.substr(5, 2) + "." + day.substr(0, 4) : day;
}

class Finder {
 public:
  Finder(const GetA3Response& sheet, std::string today) : sheet_(sheet), today_(std::move(today)) {}

  std::vector<Pitfall> Find() {
    LookAtActions();
    LookAtRootCauses();
    LookAtMeasures();
    LookAtLegalMinimums();
    LookAtActionsBelowLegalMinimums();
    LookAtBenefits();
    LookAtEffectsCountedTwice();
    for (Pitfall& pitfall : benefit::FindPitfalls(sheet_)) found_.push_back(std::move(pitfall));
    return std::move(found_);
  }

 private:
  void Add(const char* code, const std::string& subject, const std::string& nb, const std::string& nn, const std::string& en) {
    Pitfall pitfall;
    pitfall.set_code(code);
    pitfall.set_subject_id(subject);
    pitfall.set_text(nb);
    pitfall.set_text_nn(nn);
    pitfall.set_text_en(en);
    found_.push_back(std::move(pitfall));
  }

  void LookAtActions() {
    for (const auto& action : sheet_.a3().actions()) {
      const std::string name = "«" + action.text() + "»";
      const bool open = action.status() != model::v1::ACTION_STATUS_DONE && action.status() != model::v1::ACTION_STATUS_STOPPED;
      // The causes of one that was taken up stand on the deep dive that it came from.
      if (action.root_cause_ids().empty() && action.origin_a3_id().empty()) {
        Add("action_without_root_cause", action.action_id(), "Tiltaket " + name + " har ingen rotårsak bak seg",
            "Tiltaket " + name + " har inga rotårsak bak seg", "The action " + name + " has no root cause behind it");
      }
      if (action.responsible().empty()) {
        Add("action_without_responsible", action.action_id(), "Tiltaket " + name + " har ingen ansvarlig",
            "Tiltaket " + name + " har ingen ansvarleg", "Nobody is responsible for the action " + name);
      }
      if (open && !action.due_date().empty() && action.due_date() < today_) {
        Add("action_past_due", action.action_id(), "Tiltaket " + name + " er over fristen " + NorwegianDay(action.due_date()),
            "Tiltaket " + name + " er over fristen " + NorwegianDay(action.due_date()), "The action " + name + " is past its due date " + action.due_date());
      }
    }
  }

  // A cause that explains no further: somebody works on it, or on one that it explains.
  void LookAtRootCauses() {
    std::set<std::string> worked_on, explained;
    std::map<std::string, std::string> parents;
    for (const auto& action : sheet_.a3().actions()) worked_on.insert(action.root_cause_ids().begin(), action.root_cause_ids().end());
    for (const auto& cause : sheet_.a3().root_causes()) {
      parents[cause.root_cause_id()] = cause.parent_id();
      explained.insert(cause.parent_id());
    }
    for (const auto& cause : sheet_.a3().root_causes()) {
      if (explained.contains(cause.root_cause_id())) continue;
      bool is_worked_on = false;
      size_t steps = 0;
      for (std::string at = cause.root_cause_id(); !at.empty() && steps <= parents.size(); at = parents[at], ++steps) is_worked_on = is_worked_on || worked_on.contains(at);
      if (is_worked_on) continue;
      const std::string name = "«" + cause.text() + "»";
      Add("root_cause_without_action", cause.root_cause_id(), "Ingen tiltak virker på rotårsaken " + name, "Ingen tiltak verkar på rotårsaka " + name,
          "No action works on the root cause " + name);
    }
  }

  void LookAtMeasures() {
    if (sheet_.a3().measures().empty()) {
      Add("sheet_without_measure", sheet_.a3().a3_id(), "Arket har ingen måling", "Arket har inga måling", "The sheet has no measure");
    }
    for (int i = 0; i < sheet_.figures_size() && i < sheet_.a3().measures_size(); ++i) LookAtMeasure(sheet_.figures(i), sheet_.a3().measures(i));
  }

  void LookAtMeasure(const api::v1::A3Figures& figures, const model::v1::A3Measure& stated) {
    const std::string& id = stated.measure_id();
    if (!figures.missing_measure_id().empty()) {
      Add("measure_missing", id, "Målingen «" + id + "» finnes ikke", "Målinga «" + id + "» finst ikkje", "There is no measure «" + id + "»");
      return;
    }
    const std::string name = "«" + figures.measure().title() + "»";
    if (stated.baseline().period().empty()) {
      Add("measure_without_baseline", id, "Målingen " + name + " har ikke nullpunkt", "Målinga " + name + " har ikkje nullpunkt",
          "The measure " + name + " has no baseline");
    }
    if (stated.targets().empty()) {
      Add("measure_without_target", id, "Målingen " + name + " har ikke mål", "Målinga " + name + " har ikkje mål",
          "The measure " + name + " has no target");
    }
    LookAtSilence(figures, id, name);
    for (const auto& unit : figures.units()) {
      if (!unit.has_stated_baseline() || !unit.baseline().has_value()) continue;
      if (!Disagrees(unit.stated_baseline(), unit.baseline().value(), figures.measure().decimals())) continue;
      Add("baseline_disagrees", id, "Nullpunktet som er oppgitt for " + name + ", " + unit.unit_name() + ", er et annet enn kildene viser",
          "Nullpunktet som er oppgjeve for " + name + ", " + unit.unit_name() + ", er eit anna enn kjeldene viser",
          "The baseline stated for " + name + ", " + unit.unit_name() + ", is not what the sources show");
    }
  }

  void LookAtSilence(const api::v1::A3Figures& figures, const std::string& id, const std::string& name) {
    if (!figures.is_silent()) return;
    const std::string& day = figures.heard_day();
    Add("measure_silent", id, "Kilden til " + name + " har vært taus" + (day.empty() ? "" : " siden " + NorwegianDay(day)),
        "Kjelda til " + name + " har vore taus" + (day.empty() ? "" : " sidan " + NorwegianDay(day)),
        "The source of " + name + " has been silent" + (day.empty() ? "" : " since " + day));
  }

  // A minimum with a measure and a value, against the latest figure of the sheet's own unit.
  void LookAtLegalMinimums() {
    for (const auto& goal : sheet_.a3().goals()) {
      if (goal.kind() != model::v1::GOAL_KIND_LEGAL_MINIMUM || goal.measure_id().empty() || !goal.has_value()) continue;
      for (const auto& figures : sheet_.figures()) {
        if (figures.measure().measure_id() != goal.measure_id() || figures.units().empty()) continue;
        const auto& whole = figures.units(0);
        if (!whole.latest().has_value() || whole.latest().value() >= goal.value()) continue;
        const std::string name = "«" + figures.measure().title() + "»", law = goal.source().empty() ? "" : " (" + goal.source() + ")";
        Add("legal_minimum_breached", goal.goal_id(), name + " er under lovkravet «" + goal.text() + "»" + law,
            name + " er under lovkravet «" + goal.text() + "»" + law, name + " is below the legal minimum «" + goal.text() + "»" + law);
      }
    }
  }

  // A benefit whose target takes a measure below a minimum: the actions that it comes from would.
  void LookAtActionsBelowLegalMinimums() {
    for (const auto& goal : sheet_.a3().goals()) {
      if (goal.kind() != model::v1::GOAL_KIND_LEGAL_MINIMUM || goal.measure_id().empty() || !goal.has_value()) continue;
      std::set<std::string> told;
      for (const auto& benefit : sheet_.benefits()) {
        // A target is in the unit of the benefit's first measure.
        if (benefit.measure_ids().empty() || benefit.measure_ids(0) != goal.measure_id() || !benefit.has_target_value() || benefit.target_value() >= goal.value()) continue;
        for (const auto& action : sheet_.a3().actions()) {
          const auto& ids = benefit.action_ids();
          if (std::find(ids.begin(), ids.end(), action.action_id()) == ids.end() || !told.insert(action.action_id()).second) continue;
          const std::string name = "«" + action.text() + "»", law = "«" + goal.text() + "»" + (goal.source().empty() ? "" : " (" + goal.source() + ")");
          Add("action_below_legal_minimum", action.action_id(), "Tiltaket " + name + " tar en måling under lovkravet " + law,
              "Tiltaket " + name + " tek ei måling under lovkravet " + law, "The action " + name + " takes a measure below the legal minimum " + law);
        }
      }
    }
  }

  // One effect: what one action does to one measure.
  void LookAtEffectsCountedTwice() {
    for (int i = 0; i < sheet_.benefits_size(); ++i) {
      for (int j = i + 1; j < sheet_.benefits_size(); ++j) {
        const auto &one = sheet_.benefits(i), &other = sheet_.benefits(j);
        if (!Meet(one.action_ids(), other.action_ids()) || !Meet(one.measure_ids(), other.measure_ids())) continue;
        const std::string both = "«" + one.title() + "» ", and_other = " «" + other.title() + "»";
        Add("effect_counted_twice", other.benefit_id(), "Gevinstene " + both + "og" + and_other + " har samme tiltak og samme måling: én virkning kan være regnet to ganger",
            "Gevinstane " + both + "og" + and_other + " har same tiltak og same måling: éin verknad kan vere rekna to gonger",
            "The benefits " + both + "and" + and_other + " have an action and a measure in common: one effect may be counted twice");
      }
    }
  }

  static bool Meet(const google::protobuf::RepeatedPtrField<std::string>& one, const google::protobuf::RepeatedPtrField<std::string>& other) {
    return std::any_of(one.begin(), one.end(), [&](const std::string& id) { return std::find(other.begin(), other.end(), id) != other.end(); });
  }

  void LookAtBenefits() {
    for (const auto& benefit : sheet_.benefits()) {
      const std::string name = "«" + benefit.title() + "»";
      if (benefit.responsible().empty()) {
        Add("benefit_without_responsible", benefit.benefit_id(), "Gevinsten " + name + " har ingen gevinstansvarlig",
            "Gevinsten " + name + " har ingen gevinstansvarleg", "Nobody is responsible for the benefit " + name);
      }
      for (const auto& share : benefit.shares()) {
        if (!share.owner().empty()) continue;
        const std::string unit = UnitName(share.unit_id());
        Add("benefit_share_without_owner", benefit.benefit_id(), "Andelen av gevinsten " + name + " i " + unit + " har ingen gevinsteier",
            "Delen av gevinsten " + name + " i " + unit + " har ingen gevinsteigar", "Nobody owns the share of the benefit " + name + " in " + unit);
      }
      if (benefit.measure_ids().empty() && benefit.assessments().empty()) {
        Add("benefit_without_measure", benefit.benefit_id(), "Gevinsten " + name + " har verken måling eller vurdering som viser den",
            "Gevinsten " + name + " har korkje måling eller vurdering som viser han", "Neither measure nor assessment proves the benefit " + name);
      }
      if (benefit.budget_effect() == model::v1::BUDGET_EFFECT_OWN_BUDGET && (benefit.action_ids().empty() || benefit.assumptions().empty())) {
        Add("budget_effect_without_ground", benefit.benefit_id(), "Gevinsten " + name + " er tatt ut av budsjettet uten tiltak eller forutsetning bak (teoretisk kutt)",
            "Gevinsten " + name + " er teken ut av budsjettet utan tiltak eller føresetnad bak (teoretisk kutt)",
            "The benefit " + name + " is taken out of the budget with no action or assumption behind it");
      }
    }
  }

  // As the figures name it; the identifier where they do not.
  const std::string& UnitName(const std::string& unit_id) const {
    for (const auto& figures : sheet_.figures()) {
      for (const auto& unit : figures.units()) {
        if (unit.unit_id() == unit_id && !unit.unit_name().empty()) return unit.unit_name();
      }
    }
    return unit_id;
  }

  const GetA3Response& sheet_;
  std::string today_;
  std::vector<Pitfall> found_;
};

}  // namespace

std::vector<Pitfall> FindPitfalls(const GetA3Response& sheet, const std::string& today) { return Finder(sheet, today).Find(); }

}  // namespace helhet::a3
