// The figures of a measure for a unit: what it was, what it is, and the way between.
#pragma once

#include <string>
#include <vector>

#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::a3 {

// The figures of a measure on a sheet, one for each of its units. A measure that the municipality does not
// have is named in `missing_measure_id`.
Result<api::v1::A3Figures> LoadFigures(store::TenantStore& store, const model::UnitTree& units, const model::v1::A3& sheet,
                                       const model::v1::A3Measure& stated, int64_t now_us);

// What the measures that root causes name say, for the sheet's unit. A measure that is not there says nothing.
Result<std::vector<api::v1::RootCauseFigure>> LoadRootCauseFigures(store::TenantStore& store, const model::UnitTree& units, const model::v1::A3& sheet,
                                                                   int64_t now_us);

}  // namespace helhet::a3
