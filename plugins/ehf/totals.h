// The totals of an invoice (BG-22).
#pragma once

#include "helhet/ubl/amount_reader.h"
#include "document_kind.h"
#include "helhet/values/flags.h"
#include "helhet/model/v1/invoice.pb.h"

namespace helhet::ehf {

// Fills the totals of `invoice`, whose lines are read. A total that is missing follows from the others as
// BR-CO-10, 13, 15 and 16 of EN 16931 define it, flagged `amount_missing`. A payment request has no VAT, so
// its totals with and without are its sum of lines, unflagged. Refuses amount_missing when there are neither
// totals nor lines to count from.
Status ReadTotals(const DocumentKind& kind, sdk::AmountReader& amounts, sdk::Flags& flags, model::v1::Invoice& invoice);

}  // namespace helhet::ehf
