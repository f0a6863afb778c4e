// WriteLedgers: the exports that a municipality's accounting system has made.
#pragma once

#include <filesystem>
#include <vector>

#include "document.h"
#include "helhet/status.h"

namespace helhet::model_case {

// Writes `<folder>/SAF-T Financial_<organisation number>_<time>.zip` for each of `years`. Gives the number of postings.
// Fails when a file cannot be written.
Result<int> WriteLedgers(const std::filesystem::path& folder, const Municipality& municipality,
                         const std::vector<Document>& documents, const std::vector<int>& years);

}  // namespace helhet::model_case
