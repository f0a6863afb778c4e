// A measure's figures for units and periods, as a person reads them.
#pragma once

#include <map>
#include <string>

#include "core/cli/session.h"
#include "helhet/api/v1/measure_service.pb.h"

namespace helhet::cli {

// What a reader of the figures must know. A note that this command line does not know stands by its code.
std::string NoteText(const api::v1::SeriesNote& note, const model::v1::Measure& measure, Language language);


// Units down, periods across: the newest that fit, or with `all_periods` all of them, a table after the other.
// Below: units without a figure, what was left out, and, where figures of some periods rest on other terms
// than those of others (statistics, then a projection), which. `names`: units by identifier.
void PrintSeries(Session& session, const api::v1::GetSeriesResponse& series, const std::map<std::string, std::string>& names, bool all_periods);

}  // namespace helhet::cli
