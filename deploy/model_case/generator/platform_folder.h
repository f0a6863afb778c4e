// WritePlatform: what the e-commerce platform has sent the municipality.
#pragma once

#include <filesystem>
#include <vector>

#include "document.h"
#include "helhet/status.h"

namespace helhet::model_case {

// Writes `<folder>/<year>-<month>.zip` with the month's orders, changes, answers, despatch advices and table of goods receipts, and
// in January the year's catalogues; beside them `brukere.csv`. Gives the number of orders. Fails when a file cannot be written.
Result<int> WritePlatform(const std::filesystem::path& folder, const Municipality& municipality,
                          const std::vector<Document>& documents, const std::vector<int>& years);

}  // namespace helhet::model_case
