#include "core/benefit/budget_effects.h"

#include <map>
#include <optional>

#include "core/benefit/actuals.h"
#include "core/benefit/assessments.h"
#include "core/benefit/effect.h"
#include "core/configuration/documents.h"

namespace helhet::benefit {
namespace {

using api::v1::BenefitBudgetEffect;
using api::v1::BudgetLineEffect;
using measure::CalendarPeriod;
using model::v1::BenefitBudgetLine;
using store::TenantStore;

// Benefits state amounts in kroner; other currencies are never added to them.
constexpr const char* kCurrency = "NOK";

// A sum over facts of a kind that has been read for the year: 0 where none is on the line, none where there are no facts of the year at all.
Result<std::optional<int64_t>> SumOf(TenantStore& store, const std::string& any_sql, const std::string& sum_sql, std::vector<store::Value> any, std::vector<store::Value> line) {
  HELHET_ASSIGN_OR_RETURN(const store::Row there, store.QueryOne(any_sql, std::move(any)));
  if (there.empty()) return std::optional<int64_t>();
  HELHET_ASSIGN_OR_RETURN(const store::Row sum, store.QueryOne(sum_sql, std::move(line)));
  return std::optional<int64_t>(store::AsInteger(sum[0]));
}

Result<std::optional<int64_t>> Budgeted(TenantStore& store, const BenefitBudgetLine& line, const std::string& version) {
  return SumOf(store, "SELECT 1 FROM fact_budget_line WHERE municipality_id = $1 AND counted = 1 AND \"year\" = $2 AND budget_version = $3 LIMIT 1",
               "SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM fact_budget_line WHERE municipality_id = $1 AND counted = 1 AND \"year\" = $2 AND budget_version = $3 "
               "AND responsibility = $4 AND \"function\" = $5 AND art = $6 AND currency_code = $7",
               {int64_t{line.year()}, version}, {int64_t{line.year()}, version, line.responsibility(), line.function(), line.art(), std::string(kCurrency)});
}

Result<std::optional<int64_t>> Posted(TenantStore& store, const BenefitBudgetLine& line) {
  const std::string first = std::to_string(line.year()) + "-01", last = std::to_string(line.year()) + "-12";
  return SumOf(store, "SELECT 1 FROM fact_ledger_entry WHERE municipality_id = $1 AND counted = 1 AND month >= $2 AND month <= $3 LIMIT 1",
               "SELECT CAST(COALESCE(SUM(l.amount_minor), 0) AS BIGINT) FROM fact_ledger_entry f CROSS JOIN fact_ledger_entry_line l "
               "WHERE f.municipality_id = $1 AND f.counted = 1 AND l.municipality_id = f.municipality_id AND l.fact_id = f.fact_id "
               "AND f.month >= $2 AND f.month <= $3 AND l.responsibility = $4 AND l.\"function\" = $5 AND l.art = $6 AND f.currency_code = $7",
               {first, last}, {first, last, line.responsibility(), line.function(), line.art(), std::string(kCurrency)});
}

Result<BudgetLineEffect> EffectOn(TenantStore& store, const BenefitBudgetLine& line) {
  BudgetLineEffect effect;
  *effect.mutable_line() = line;
  HELHET_ASSIGN_OR_RETURN(const auto original, Budgeted(store, line, "original"));
  HELHET_ASSIGN_OR_RETURN(const auto revised, Budgeted(store, line, "revised"));
  HELHET_ASSIGN_OR_RETURN(const auto posted, Posted(store, line));
  if (original) effect.set_original_minor(*original);
  if (revised) effect.set_revised_minor(*revised);
  if (posted) effect.set_posted_minor(*posted);
  const auto& budget = revised ? revised : original;
  if (budget && posted) effect.set_left_minor(*budget - *posted);
  return effect;
}

// What the actuals of the year's measured part are worth: of the year, else of its measured parts where those add up.
Status AddRealised(TenantStore& store, const model::UnitTree& units, const Basis& basis, BenefitBudgetEffect& effect) {
  if (basis.definition == nullptr || basis.whole_unit_id.empty() || basis.obstacle != api::v1::NOT_MEASURED_UNSPECIFIED) return OkStatus();
  HELHET_ASSIGN_OR_RETURN(const CalendarPeriod year, CalendarPeriod::Parse(std::to_string(effect.year())));
  std::vector<CalendarPeriod> periods = {year};
  if (AddsUp(*basis.definition)) {
    HELHET_ASSIGN_OR_RETURN(const auto parts, year.Split(basis.definition->grain()));
    periods.insert(periods.end(), parts.begin(), parts.end());
  }
  HELHET_ASSIGN_OR_RETURN(const auto actuals, ReadActuals(store, units, basis, {basis.whole_unit_id}, periods));
  int64_t realised = 0;
  for (size_t i = 0; i < actuals.size(); ++i) {
    const auto& figure = actuals[i].figures.front();
    if (!figure.has_worth_minor()) continue;
    realised += figure.worth_minor();
    effect.set_realised_minor(realised);
    effect.set_realised_through(actuals[i].period.Text());
    if (i == 0) return OkStatus();
  }
  return OkStatus();
}

}  // namespace

Result<api::v1::ListBudgetEffectsResponse> ListBudgetEffects(TenantStore& store, const std::string& a3_id, int year, int64_t now_us) {
  api::v1::ListBudgetEffectsResponse response;
  HELHET_ASSIGN_OR_RETURN(const auto units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(const auto benefits, LoadBenefits(store));
  for (const auto& benefit : benefits) {
    if (benefit.budget_lines().empty() || (!a3_id.empty() && benefit.a3_id() != a3_id)) continue;
    std::map<int, BenefitBudgetEffect> by_year;
    for (const BenefitBudgetLine& line : benefit.budget_lines()) {
      if (year != 0 && line.year() != year) continue;
      BenefitBudgetEffect& effect = by_year[line.year()];
      effect.set_taken_out_minor(effect.taken_out_minor() + line.amount_minor());
      HELHET_ASSIGN_OR_RETURN(*effect.add_lines(), EffectOn(store, line));
    }
    HELHET_ASSIGN_OR_RETURN(const Basis basis, LoadBasis(store, benefit.benefit_id(), now_us));
    for (auto& [of_year, effect] : by_year) {
      effect.set_benefit_id(benefit.benefit_id());
      effect.set_title(benefit.title());
      effect.set_year(of_year);
      HELHET_RETURN_IF_ERROR(AddRealised(store, units, basis, effect));
      *response.add_effects() = std::move(effect);
    }
  }
  return response;
}

}  // namespace helhet::benefit
