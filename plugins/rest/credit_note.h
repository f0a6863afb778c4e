// Credit notes of services that write their amounts without a sign.
#pragma once

#include "helhet/model/v1/fact.pb.h"

namespace helhet::rest {

// Turns the sign of all amounts and quantities of an invoice that is a credit note, of its lines and charges too, as the
// model wants spend that goes down to be negative. Leaves any other fact as it is.
void TurnCreditNote(model::v1::Fact& fact);

}  // namespace helhet::rest
