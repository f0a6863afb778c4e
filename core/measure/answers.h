// Questions about figures as the API asks them, and the answers as it gives them.
#pragma once

#include <string>

#include "core/measure/explain.h"
#include "core/measure/series.h"
#include "helhet/api/v1/measure_service.pb.h"

namespace helhet::measure {

// Figures of units and periods. What the request leaves open is filled in: the top units and those right below
// them, the measure's own grain, from the first period with a figure to the last. `now_us` decides which units
// are meant: those of today.
// Errors as ReadSeries; INVALID_ARGUMENT also when a bound is not of the grain, or they stand in the wrong order.
Result<api::v1::GetSeriesResponse> AnswerSeries(store::TenantStore& store, const model::UnitTree& tree,
                                                   const api::v1::GetSeriesRequest& request, int64_t now_us);

// What a figure is made of: its terms, the formula with their values in it, and a page of the facts behind one
// term, or of the suppliers, the first when the request names none. The page token is Explain's. Errors as Explain.
Result<api::v1::ExplainFigureResponse> AnswerExplain(store::TenantStore& store, const model::UnitTree& tree,
                                                     const api::v1::ExplainFigureRequest& request, int page_size,
                                                     const std::string& page_token);

// The formula with the terms' values in it and what it comes to: `100 * 123 / 456 = 26.97`. A value that is
// not known is a question mark.
std::string Calculation(const model::v1::Measure& measure, const model::v1::Observation& observation);

}  // namespace helhet::measure
