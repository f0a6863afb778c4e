// Orders, and order agreements, which are orders made at the seller's side.
#pragma once

#include "document_kind.h"
#include "reading.h"

namespace helhet::ehandel {

// Reads an order or an order agreement into reading.fact, as a fact `order`. Flags: `amount_missing` on a line of
// which neither amount nor price is stated, `line_id_repeated`, `supplier_missing`, and those of what it reads with.
// Refuses as ReadHeader, SetKeys and AmountReader do.
Status ReadOrder(const Document& document, sdk::Flags& flags, Reading& reading);

}  // namespace helhet::ehandel
