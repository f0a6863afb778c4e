// FitAmountShare: makes a year's documents tell the share that is stated for it.
#pragma once

#include <vector>

#include "document.h"

namespace helhet::model_case {

// Changes quantities and prices of goods on documents that claim an order, each by one common factor, until
// their amount without VAT is `share_bp` / 10000 of all, credit notes subtracted. What rounding to øre leaves is
// some kroner in a year's millions. There must be documents that claim an order and documents that do not.
void FitAmountShare(std::vector<Document>& documents, int share_bp);

}  // namespace helhet::model_case
