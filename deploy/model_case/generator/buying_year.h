// DrawYear: what one group of addresses is invoiced in one year.
#pragma once

#include <vector>

#include "document.h"
#include "municipalities.h"

namespace helhet::model_case {

// Draws the documents of `group` in the year of `plan`: exactly the planned number of invoices (times
// `scale_percent` / 100), credit notes for about three in a hundred of them within the same year, and a few
// payment requests. Prices are then fitted so that invoices with a claimed order, less their credit notes, are
// the planned share of the amount without VAT. `serial` sets the group apart in invoice numbers.
std::vector<Document> DrawYear(const Municipality& municipality, const BuyingGroup& group, int serial,
                               const YearPlan& plan, int scale_percent);

// The mean of first and last count share at `month`, in permille.
int CountSharePermille(const YearPlan& plan, int month);

}  // namespace helhet::model_case
