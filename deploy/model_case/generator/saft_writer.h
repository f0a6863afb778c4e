// WriteSaft: a ledger as SAF-T Financial 1.30 (Skatteetaten).
#pragma once

#include <string>
#include <vector>

#include "ledger.h"

namespace helhet::model_case {

// The postings of a year, by journal, with suppliers, accounts, the dimension «Ansvar» and control totals.
std::string WriteSaft(const Municipality& municipality, int year, const std::vector<Posting>& postings);

}  // namespace helhet::model_case
