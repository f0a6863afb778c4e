// The rules that a document is held against. What breaks one is flagged and accepted all the same: the
// ledger has booked it.
#pragma once

#include "document_kind.h"
#include "helhet/values/flags.h"

namespace helhet::ehf {

// Holds a document against the rules of its standard:
//  - Peppol BIS Billing 3 and the EHF 3 documents built on it: PEPPOL-EN16931-R002, R003, R008, R040, R051,
//    R120, NO-R-001 and NO-R-002 (PEPPOL-EN16931-UBL.sch, 2025-05), and BR-CO-10 to 16 (EN 16931-1).
//  - another customisation of EN 16931: BR-CO-10 to 16.
//  - EHF 1, EHF 2 and payment requests: the same arithmetic under this reader's own names,
//    line_does_not_add_up and totals_do_not_add_up; for EHF 1 and 2 also EHF-COMMON-R002, empty elements.
void CheckRules(const DocumentKind& kind, sdk::Flags& flags);

// The parts, by what they look at. `rule` is the name that a flag gets.
void CheckDocumentRules(const DocumentKind& kind, sdk::Flags& flags);                         // rules_document.cc
void CheckNorwegianSupplier(const DocumentKind& kind, sdk::Flags& flags);                     // rules_norway.cc
void CheckEmptyElements(const DocumentKind& kind, const char* rule, sdk::Flags& flags);       // rules_document.cc
void CheckLineAmounts(const DocumentKind& kind, const char* rule, sdk::Flags& flags);         // rules_amounts.cc
void CheckAllowancePercentages(const DocumentKind& kind, sdk::Flags& flags);                  // rules_amounts.cc
// `own_name` replaces the standard's names when it is not null.
void CheckTotals(const DocumentKind& kind, const char* own_name, sdk::Flags& flags);          // rules_totals.cc

}  // namespace helhet::ehf
