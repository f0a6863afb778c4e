// The columns that exports are taken to have where the settings say nothing else. The vendor publishes no names: these are
// the connector's own, and what an export really calls a column belongs in the settings.
#pragma once

#include <vector>

#include "helhet/table/fact_mapping.h"

namespace helhet::compilo {

// Of documents, one row for each. An export must have the columns of revision and next revision, though a row may be
// empty there: otherwise a column that has another name would pass for documents that were never revised.
std::vector<sdk::BuiltInField> DocumentColumns();

// Of deviations, one row for each: day of registration and type.
std::vector<sdk::BuiltInField> DeviationColumns();

}  // namespace helhet::compilo
