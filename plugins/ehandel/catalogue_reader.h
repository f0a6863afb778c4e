// Catalogues, and the carts that buyers bring back from a supplier's shop.
#pragma once

#include "document_kind.h"
#include "reading.h"

namespace helhet::ehandel {

// Reads a catalogue or punch-out cart into reading.fact, as a fact `catalogue`. A line has a price for each period
// that a price is stated for, and of several for different quantities the one of the least. What the document deletes
// is there without a price and cannot be ordered. Flags: `catalogue_withdrawn`, `catalogue_partial`, `price_by_quantity`,
// `currency_differs`, `period_reversed`, and those of what it reads with. Refuses as ReadHeader and SetKeys do.
Status ReadCatalogue(const Document& document, sdk::Flags& flags, Reading& reading);

}  // namespace helhet::ehandel
