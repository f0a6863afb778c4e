// Actuals: figures of a benefit's first measure beside its baseline.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/benefit/history.h"
#include "core/benefit/valuation.h"
#include "core/measure/definition.h"
#include "core/measure/period.h"
#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// What the figures of a benefit rest on, read once. Of one thread.
struct Basis {
  model::v1::Benefit benefit;  // with etag and assessments
  std::shared_ptr<const measure::Definition> definition;  // of the figures that show; null without a measure
  int32_t definition_version = 0;
  std::optional<Valuation> valuation;
  std::optional<measure::CalendarPeriod> baseline;  // as stated
  std::string whole_unit_id;                        // the unit whose figure tells of the whole; empty when nothing says
  std::vector<std::string> unit_ids;                // the whole's first, then the shares'
  History history;
  bool is_silent = false;
  std::string heard_day;  // YYYY-MM-DD; empty when never, or not looked into
  std::string today;
  // Why the benefit has no actual in any period; unspecified when it may have.
  api::v1::NotMeasured obstacle = api::v1::NOT_MEASURED_UNSPECIFIED;

  std::string Name() const { return "benefit '" + benefit.benefit_id() + "'"; }
};

// The unit whose figure tells of the whole benefit: the sheet's, else the only share's. Empty when nothing says.
Result<std::string> WholeUnitOf(store::TenantStore& store, const model::v1::Benefit& benefit);

// NOT_FOUND when there is no such benefit.
Result<Basis> LoadBasis(store::TenantStore& store, const std::string& benefit_id, int64_t now_us);

// A benefit in a period; figures in the order of the units.
struct PeriodActuals {
  measure::CalendarPeriod period;
  std::optional<measure::CalendarPeriod> reference;
  std::vector<api::v1::BenefitUnitFigure> figures;
};

// Actuals in each period, in their order. Errors as measure::ReadSeries.
Result<std::vector<PeriodActuals>> ReadActuals(store::TenantStore& store, const model::UnitTree& units, const Basis& basis,
                                               const std::vector<std::string>& unit_ids, const std::vector<measure::CalendarPeriod>& periods);

// The baseline as it is computed now, its period first; a part that is not wholly measured in a unit has no value there. Empty where the
// benefit states none that can be measured.
Result<std::vector<model::v1::BenefitSnapshot>> ReadBaseline(store::TenantStore& store, const model::UnitTree& units, const Basis& basis);

// The actual at a figure, in the measure's unit.
double ActualOf(const Basis& basis, double value, double reference);

}  // namespace helhet::benefit
