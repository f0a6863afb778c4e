// FitAmountShare: makes a year's documents tell the share that is stated for it.
#pragma once

#include <vector>

#include "document.h"

namespace helhet::model_case {

// Changes quantities of goods that were ordered, and then prices of goods that were not, each by one common factor, until
// the amount without VAT of what was ordered is `share_bp` / 10000 of all, credit notes subtracted. Prices of orders
// stay as agreed. What rounding to øre leaves is some kroner in a year's millions. There must be documents with an order
// and without. Prices change to a half or the double at most: of a handful of documents the share may be another.
void FitAmountShare(std::vector<Document>& documents, int share_bp);

}  // namespace helhet::model_case
