// WriteInbox: the folder that a municipality's access point would have filled.
#pragma once

#include <filesystem>
#include <vector>

#include "document.h"
#include "helhet/status.h"

namespace helhet::model_case {

struct InboxCount {
  int invoices = 0;  // credit notes and payment requests among them
  int refused = 0;
};

// Writes `<folder>/<year>-<month>.zip` for each month of the documents, and beside them, as loose files, what
// arrived on the last day of the last year and two documents that the hub must refuse. The same input gives
// the same bytes. Fails when a file cannot be written.
Result<InboxCount> WriteInbox(const std::filesystem::path& folder, const std::vector<Document>& documents);

}  // namespace helhet::model_case
