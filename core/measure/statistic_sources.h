// Which tables of official statistics figures come from.
#pragma once

#include <vector>

#include "core/measure/series.h"
#include "helhet/api/v1/measure_service.pb.h"

namespace helhet::measure {

// The tables, with the round of a projection, that the terms of the query's measure take facts from in its units
// and periods: by term, then table. None for a measure of other facts. The query's units must exist.
Result<std::vector<api::v1::StatisticSource>> LoadStatisticSources(store::TenantStore& store, const model::UnitTree& tree,
                                                                   const model::v1::Measure& measure, const SeriesQuery& query);

}  // namespace helhet::measure
