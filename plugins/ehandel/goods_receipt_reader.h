// Goods that were sent, by the supplier's despatch advice, and goods that were received, by the buyer's receipt advice.
#pragma once

#include <vector>

#include "document_kind.h"
#include "reading.h"

namespace helhet::ehandel {

// Reads a despatch advice or receipt advice into facts `goods_receipt`: one for each order that its lines are of,
// since a receipt is of one order. `reading` is what the document has been given so far. Flags:
// `order_reference_missing`, `order_reference_ambiguous`, `quantity_rejected` (what the buyer rejected is not counted as
// received), and those of what it reads with. Refuses as ReadHeader and SetKeys do, document_cancels for one that takes
// another back, and too_many_orders for one of more than 100.
Result<std::vector<Reading>> ReadGoodsReceipts(const Document& document, sdk::Flags& flags, Reading& reading);

}  // namespace helhet::ehandel
