// Allowances and charges, of the document and of its lines (BG-20, BG-21, BG-27, BG-28).
#pragma once

#include <string>

#include "helhet/ubl/amount_reader.h"
#include "charge_words.h"
#include "helhet/model/v1/invoice.pb.h"
#include "helhet/ubl/xml.h"

namespace helhet::ehf {

// Sums of what ReadCharges read, in minor units with the document's sign.
struct ChargeSums {
  int64_t charges_minor = 0;
  int64_t allowances_minor = 0;
};

// Appends the allowances and charges that stand right under `parent` to `invoice`. `line_id` is empty for the
// document's own; `where` is the path of `parent` with a slash at its end.
ChargeSums ReadCharges(const sdk::Element& parent, const std::string& line_id, const std::string& where, const ChargeWords& words,
                       sdk::AmountReader& amounts, model::v1::Invoice& invoice);

// Fills invoice_fee_amount_minor and freight_amount_minor from the charges and lines read. A charge on a line
// that is itself a fee or freight is in the line's amount, and counts once.
void SumFeesAndFreight(model::v1::Invoice& invoice);

}  // namespace helhet::ehf
