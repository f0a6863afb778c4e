// The lines of an invoice (BG-25).
#pragma once

#include "helhet/ubl/amount_reader.h"
#include "charge_words.h"
#include "document_kind.h"
#include "helhet/values/flags.h"
#include "helhet/model/v1/invoice.pb.h"

namespace helhet::ehf {

// Appends every line to `invoice`, and its allowances and charges to the invoice's. A line without an amount
// gets the one its quantity and price make, flagged `amount_missing`; one without an identifier its number, #3.
void ReadLines(const DocumentKind& kind, const ChargeWords& words, sdk::AmountReader& amounts, sdk::Flags& flags,
               model::v1::Invoice& invoice);

// Path of the line at `index`, from 0: `cac:InvoiceLine[1]`.
std::string LinePath(const DocumentKind& kind, int index);

}  // namespace helhet::ehf
