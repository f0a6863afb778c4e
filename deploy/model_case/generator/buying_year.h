// DrawYear: what one group of addresses is invoiced in one year; DrawYears: what a municipality is.
#pragma once

#include <vector>

#include "document.h"
#include "municipalities.h"

namespace helhet::model_case {

// Draws the documents of `group` in the year of `plan`: exactly the planned number of invoices for purchases (times
// `scale_percent` / 100), credit notes for about three in a hundred of them within the same year, a few payment requests
// and invoices from those who sell nothing. Amounts are then fitted so that invoices whose order stands, less their
// credit notes, are the planned share of the purchases without VAT. `serial` sets the group apart in numbers.
std::vector<Document> DrawYear(const Municipality& municipality, const BuyingGroup& group, int serial,
                               const YearPlan& plan, int scale_percent);

// The documents of all groups of `municipality` in `years`, group by group.
std::vector<Document> DrawYears(const Municipality& municipality, const std::vector<int>& years, int scale_percent);

}  // namespace helhet::model_case
