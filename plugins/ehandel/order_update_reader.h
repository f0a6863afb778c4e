// What became of an order: responses, changes and cancellations.
#pragma once

#include "document_kind.h"
#include "reading.h"

namespace helhet::ehandel {

// Reads an order response, order change or order cancellation into reading.fact, as a fact `order_update`. Flags:
// `order_reference_missing` (it then changes nothing), `order_line_reference_missing`, `line_status_unknown`,
// `time_invalid`, `sequence_number_invalid`, and those of what it reads with. Refuses as ReadHeader and SetKeys do, and
// response_code_missing or response_code_unknown when a response does not tell where the order stands.
Status ReadOrderUpdate(const Document& document, sdk::Flags& flags, Reading& reading);

}  // namespace helhet::ehandel
