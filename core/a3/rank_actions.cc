#include "core/a3/rank_actions.h"

#include <algorithm>
#include <cmath>

#include "core/a3/fitting.h"
#include "core/a3/load.h"
#include "core/a3/process.h"
#include "core/a3/ranking.h"
#include "core/a3/sheet.h"
#include "core/benefit/effect.h"
#include "core/benefit/valuation.h"
#include "core/configuration/documents.h"
#include "core/measure/series.h"
#include "core/model/calendar.h"

namespace helhet::a3 {
namespace {

using model::v1::A3;
using model::v1::Action;
using model::v1::Benefit;

// Quarters that are looked at for room: as long as a budget is known.
constexpr int kFittingQuarters = 8;

bool Names(const google::protobuf::RepeatedPtrField<std::string>& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

// A benefit of the action here, or where it was taken up from.
bool ComesFrom(const Benefit& benefit, const A3& sheet, const Action& action) {
  if (benefit.a3_id() == sheet.a3_id()) return Names(benefit.action_ids(), action.action_id());
  return benefit.a3_id() == action.origin_a3_id() && Names(benefit.action_ids(), action.origin_action_id());
}

// The benefit's baseline for the sheet's unit: as measured; where it is not, as stated.
Result<std::optional<double>> BaselineOf(store::TenantStore& store, const model::UnitTree& units, const Benefit& benefit, const std::string& unit_id) {
  if (!benefit.measure_ids().empty() && !benefit.baseline().period().empty()) {
    const auto series = measure::ReadSeries(store, units, {benefit.measure_ids(0), {unit_id}, {benefit.baseline().period()}});
    if (series.ok() && !series->figures.empty() && series->figures.front().observation.has_value()) {
      return std::optional(series->figures.front().observation.value());
    }
    if (!series.ok() && series.status().code() != StatusCode::kNotFound && series.status().code() != StatusCode::kFailedPrecondition) return series.status();
  }
  for (const auto& stated : benefit.baseline().stated()) {
    if (stated.unit_id().empty() || stated.unit_id() == unit_id) return std::optional(stated.value());
  }
  return std::optional<double>();
}

// The benefit's first measure; none when it has none, or it is gone.
Result<std::optional<model::v1::Measure>> MeasureOf(store::TenantStore& store, const Benefit& benefit) {
  if (benefit.measure_ids().empty()) return std::optional<model::v1::Measure>();
  auto measure = configuration::Load<model::v1::Measure>(store, benefit.measure_ids(0));
  if (measure.ok()) return std::optional(*std::move(measure));
  if (measure.status().code() == StatusCode::kNotFound) return std::optional<model::v1::Measure>();
  return measure.status();
}

// What the benefit is worth when its target is reached, øre a year, as its account would value it (core/benefit/valuation.h): the way from
// baseline to target in the direction that is better. Unknown without a target, a baseline or a price, and where the price takes
// terms of the measure, which a target does not state.
Result<std::optional<double>> WorthOf(store::TenantStore& store, const model::UnitTree& units, const Benefit& benefit, const std::string& unit_id) {
  if (!benefit.has_target_value() || !benefit.has_valuation()) return std::optional<double>();
  HELHET_ASSIGN_OR_RETURN(const auto baseline, BaselineOf(store, units, benefit, unit_id));
  if (!baseline) return std::optional<double>();
  HELHET_ASSIGN_OR_RETURN(const auto measure, MeasureOf(store, benefit));
  const double sign = measure ? benefit::SignOf(*measure) : 0, way = benefit.target_value() - *baseline;
  HELHET_ASSIGN_OR_RETURN(const auto valuation, benefit::Valuation::Compile(benefit, measure ? &*measure : nullptr));
  const auto worth = valuation.Worth({.actual = sign == 0 ? std::abs(way) : sign * way, .value = benefit.target_value(), .baseline = baseline, .terms = {}});
  return worth ? std::optional(static_cast<double>(*worth)) : std::nullopt;
}

// One less half of the span between low and high in relation to what is expected, in the last period that is planned. Unknown where
// the plan has no span.
std::optional<double> CertaintyOf(const Benefit& benefit) {
  std::optional<double> certainty;
  for (const auto& plan : benefit.plan()) {
    if (!plan.has_low_value() || !plan.has_high_value() || !plan.has_expected_value() || plan.expected_value() == 0) continue;
    certainty = std::clamp(1 - std::abs(plan.high_value() - plan.low_value()) / (2 * std::abs(plan.expected_value())), 0.0, 1.0);
  }
  return certainty;
}

int MonthOf(const std::string& day) { return std::stoi(day.substr(0, 4)) * 12 + std::stoi(day.substr(5, 2)); }

// Months until the end of the first period with an expected value.
std::optional<double> MonthsTo(const Benefit& benefit, const std::string& today) {
  std::optional<double> months;
  for (const auto& plan : benefit.plan()) {
    const auto period = measure::CalendarPeriod::Parse(plan.period());
    if (!plan.has_expected_value() || !period.ok()) continue;
    const double until = std::max(0, MonthOf(period->LastDay()) - MonthOf(today));
    months = months ? std::min(*months, until) : until;
  }
  return months;
}

template <typename Better>
void Keep(std::optional<double>& kept, const std::optional<double>& value, Better better) {
  if (value) kept = kept ? better(*kept, *value) : *value;
}

Result<std::vector<Candidate>> CandidatesOf(store::TenantStore& store, const model::UnitTree& units, const A3& sheet, const std::string& today) {
  HELHET_ASSIGN_OR_RETURN(const auto benefits, configuration::LoadAll<Benefit>(store));
  std::vector<Candidate> candidates;
  for (const Action& action : sheet.actions()) {
    if (!IsOpen(action) || action.kind() == model::v1::ACTION_KIND_INVESTIGATION) continue;
    Candidate& candidate = candidates.emplace_back();
    candidate.action = action;
    for (const Benefit& benefit : benefits) {
      if (!ComesFrom(benefit, sheet, action)) continue;
      HELHET_ASSIGN_OR_RETURN(const auto worth, WorthOf(store, units, benefit, sheet.unit_id()));
      // Its actions bring it about together; nobody says which part is whose.
      if (worth) candidate.worth_minor = candidate.worth_minor.value_or(0) + *worth / benefit.action_ids_size();
      Keep(candidate.certainty, CertaintyOf(benefit), [](double a, double b) { return std::min(a, b); });
      Keep(candidate.months, MonthsTo(benefit, today), [](double a, double b) { return std::min(a, b); });
    }
  }
  return candidates;
}

// All sheets without the candidates, and without the actions that they were taken up from.
std::vector<A3> WithoutCandidates(std::vector<A3> sheets, const A3& ranked, const std::vector<Candidate>& candidates) {
  for (A3& sheet : sheets) {
    google::protobuf::RepeatedPtrField<Action> kept;
    for (const Action& action : sheet.actions()) {
      const bool is_candidate = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
        return (sheet.a3_id() == ranked.a3_id() && action.action_id() == candidate.action.action_id()) ||
               (sheet.a3_id() == candidate.action.origin_a3_id() && action.action_id() == candidate.action.origin_action_id());
      });
      if (!is_candidate) *kept.Add() = action;
    }
    sheet.mutable_actions()->Swap(&kept);
  }
  return sheets;
}

// What a candidate takes of a stated capacity.
int64_t HoursOf(const Action& action, const A3& sheet, const api::v1::Load& room, const model::UnitTree& units, const std::string& today) {
  const std::string& unit_id = action.unit_id().empty() ? sheet.unit_id() : action.unit_id();
  const auto above = units.Ancestors(unit_id);
  const bool is_within = room.unit_id() == unit_id || std::find(above.begin(), above.end(), room.unit_id()) != above.end();
  if (!is_within || (!room.responsible().empty() && room.responsible() != action.responsible())) return 0;
  const auto quarter = measure::CalendarPeriod::Parse(room.period());
  return quarter.ok() && TakesHoursIn(action, *quarter, today) ? action.effort_hours_per_quarter() : 0;
}

// Says which of the ranked actions there is room for beside what is committed.
Status MarkFitting(store::TenantStore& store, const model::UnitTree& units, const A3& sheet, const std::vector<Candidate>& candidates, const std::string& today,
                   api::v1::RankActionsResponse& response) {
  HELHET_ASSIGN_OR_RETURN(const auto capacities, configuration::LoadAll<model::v1::Capacity>(store));
  HELHET_ASSIGN_OR_RETURN(const auto all, LoadSheets(store));
  const auto others = WithoutCandidates(all, sheet, candidates);
  auto loads = ComputeLoads(OpenActions(others), capacities, units, SpanFrom(today, kFittingQuarters));
  // Rooms that some candidate takes of: the others bind nobody.
  std::erase_if(loads, [&](const api::v1::Load& load) {
    return !load.has_capacity_hours() || std::none_of(candidates.begin(), candidates.end(), [&](const Candidate& one) { return HoursOf(one.action, sheet, load, units, today) > 0; });
  });
  std::vector<int64_t> rooms;
  for (const auto& load : loads) rooms.push_back(load.capacity_hours() - load.committed_hours());
  std::vector<Fitting> fittings;
  std::vector<api::v1::RankedAction*> estimated;
  for (auto& ranked : *response.mutable_actions()) {
    if (!ranked.action().has_effort_hours_per_quarter()) {
      ranked.set_left_out("effort_unknown");
      continue;
    }
    estimated.push_back(&ranked);
    auto& fitting = fittings.emplace_back();
    fitting.score = ranked.score();
    for (const auto& load : loads) fitting.takes.push_back(HoursOf(ranked.action(), sheet, load, units, today));
  }
  const auto chosen = ChooseFitting(fittings, rooms);
  for (size_t i = 0; i < estimated.size(); ++i) {
    if (chosen[i]) {
      response.add_fitting_action_ids(estimated[i]->action().action_id());
    } else {
      estimated[i]->set_left_out("no_room");
    }
  }
  response.set_fitting_method(fittings.size() <= kExactCandidates ? "exact" : "greedy");
  return OkStatus();
}

}  // namespace

Result<api::v1::RankActionsResponse> RankActions(store::TenantStore& store, const security::Identity& caller, const api::v1::RankActionsRequest& request,
                                                 int64_t now_us) {
  api::v1::RankActionsResponse response;
  *response.mutable_weights() = DefaultWeights();
  response.mutable_weights()->MergeFrom(request.weights());
  HELHET_RETURN_IF_ERROR(CheckWeights(response.weights()));
  HELHET_ASSIGN_OR_RETURN(const A3 sheet, LoadVisible(store, caller, request.a3_id()));
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  const std::string today = model::LocalDay(now_us);
  HELHET_ASSIGN_OR_RETURN(const auto candidates, CandidatesOf(store, units, sheet, today));
  for (auto& ranked : Rank(candidates, response.weights())) *response.add_actions() = std::move(ranked);
  HELHET_RETURN_IF_ERROR(MarkFitting(store, units, sheet, candidates, today, response));
  return response;
}

}  // namespace helhet::a3
