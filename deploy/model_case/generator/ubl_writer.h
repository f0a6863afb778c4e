// WriteUbl: a document of the model case as EHF 3 (Peppol BIS Billing 3) or the retired EHF 2.
#pragma once

#include <string>

#include "document.h"

namespace helhet::model_case {

// The document in UBL 2.1. Element order is the schema's; amounts follow EN 16931 BR-CO-10 to BR-CO-17, the
// parties' numbers PEPPOL-COMMON-R041 (0192) and NO-R-001, NO-R-002. A payment request is written by EHF's own
// customisation, without VAT.
std::string WriteUbl(const Document& document);

}  // namespace helhet::model_case
