// Tables of a measure's terms: side by side for units, and one of them by supplier.
#pragma once

#include <map>
#include <string>

#include "core/cli/table.h"
#include "core/cli/text.h"
#include "helhet/api/v1/measure_service.pb.h"

namespace helhet::cli {

// The value of a term; money is kept in øre and read in kroner.
std::string TermText(const model::v1::Measure& measure, const std::string& name, int64_t value, Language language);

// The last period of the series in which some unit has a figure; empty when none has.
std::string LastPeriod(const api::v1::GetSeriesResponse& series);

// One row for each unit that has a figure in the period: its terms, and the figure. `names`: units by identifier.
Table TermsTable(const api::v1::GetSeriesResponse& series, const std::string& period, const std::map<std::string, std::string>& names,
                 Language language);

// One row for each supplier behind the term that is explained.
Table SuppliersTable(const api::v1::ExplainFigureResponse& answer, const std::string& term, Language language);

}  // namespace helhet::cli
