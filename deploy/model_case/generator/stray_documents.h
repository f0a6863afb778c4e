// What ends up in an inbox without being an invoice: the hub must refuse these by name.
#pragma once

#include <string>

#include "document.h"

namespace helhet::model_case {

// An EHF order (Peppol BIS Ordering 3) between the parties of `sample`.
std::string StrayOrder(const Document& sample);

// The document as it looks when its transfer was cut off in the middle of a line.
std::string CutShort(const std::string& document);

}  // namespace helhet::model_case
