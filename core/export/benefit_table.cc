// Benefits: a row for each period and unit, planned, forecast, actual and approved beside each other.
#include <algorithm>

#include "core/benefit/account.h"
#include "core/configuration/documents.h"
#include "core/export/table.h"
#include "core/model/fact_schema.h"

namespace helhet::exports {
namespace {

using api::v1::BenefitPeriod;
using api::v1::BenefitUnitFigure;
using api::v1::GetBenefitResponse;

const std::vector<std::string> kColumns{
    "benefit_id", "benefit", "a3_id", "measure_id", "measurement_unit", "unit_id", "unit", "owner", "is_whole", "period", "reference_period", "reference_value",
    "planned_low_value", "planned_value", "planned_high_value", "stated_forecast_value", "value", "planned_effect", "actual", "approved_actual", "worth_nok",
    "status", "correction_awaits"};

template <typename Value>
Cell Known(bool is_known, Value value) {
  return is_known ? Cell(value) : Cell();
}

Cell ValueOf(const model::v1::Observation& figure) { return Known(figure.has_value(), figure.value()); }

std::string StatusOf(const BenefitUnitFigure& figure) {
  if (figure.has_actual()) return "measured";
  return model::EnumText(*api::v1::NotMeasured_descriptor()->FindValueByNumber(figure.not_measured()));
}

// What is planned and forecast is of the whole, and stands in its row alone: added up, a column would count it twice.
std::vector<Cell> RowOf(const GetBenefitResponse& account, const BenefitPeriod& period, const BenefitUnitFigure& figure) {
  const auto& benefit = account.benefit();
  const auto& plan = period.current_plan();
  const bool whole = figure.is_whole();
  return {benefit.benefit_id(), benefit.title(), benefit.a3_id(), account.measure().measure_id(), account.measure().measurement_unit(),
          figure.unit_id(), figure.unit_name(), figure.owner(), whole, period.period(), period.reference_period(), ValueOf(figure.reference()),
          Known(whole && plan.has_low_value(), plan.low_value()), Known(whole && plan.has_expected_value(), plan.expected_value()),
          Known(whole && plan.has_high_value(), plan.high_value()), Known(whole && period.has_stated_forecast_value(), period.stated_forecast_value()),
          ValueOf(figure.observation()), Known(whole && plan.has_expected_effect(), plan.expected_effect()), Known(figure.has_actual(), figure.actual()),
          Known(whole && period.has_approved_actual(), period.approved_actual()),
          Known(figure.has_worth_minor(), static_cast<double>(figure.worth_minor()) / 100), StatusOf(figure), period.correction_awaits()};
}

Result<std::vector<std::string>> BenefitsOf(store::TenantStore& store, const model::v1::Export& stated) {
  std::vector<std::string> ids(stated.benefit_ids().begin(), stated.benefit_ids().end());
  if (!ids.empty()) return ids;
  HELHET_ASSIGN_OR_RETURN(const auto all, configuration::LoadAll<model::v1::Benefit>(store));
  for (const auto& benefit : all) ids.push_back(benefit.benefit_id());
  return ids;
}

}  // namespace

Result<Table> BenefitTable(store::TenantStore& store, const model::v1::Export& stated, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto ids, BenefitsOf(store, stated));
  const auto is_meant = [&](const std::string& unit_id) {
    return stated.unit_ids().empty() || std::find(stated.unit_ids().begin(), stated.unit_ids().end(), unit_id) != stated.unit_ids().end();
  };
  Table table{kColumns, {}};
  for (const std::string& id : ids) {
    api::v1::GetBenefitRequest request;
    request.set_benefit_id(id);
    HELHET_ASSIGN_OR_RETURN(const GetBenefitResponse account, benefit::GetBenefit(store, request, now_us));
    for (const BenefitPeriod& period : account.periods()) {
      for (const BenefitUnitFigure& figure : period.figures()) {
        if (is_meant(figure.unit_id())) table.rows.push_back(RowOf(account, period, figure));
      }
    }
    HELHET_RETURN_IF_ERROR(CheckRows(table, stated.export_id()));
  }
  return table;
}

}  // namespace helhet::exports
