// What a line's parts make it come to.
#pragma once

#include <optional>

#include "helhet/ubl/xml.h"
#include "helhet/values/decimal.h"

namespace helhet::sdk {

// Whether a cac:AllowanceCharge is a charge; otherwise it is an allowance.
bool IsCharge(const Element& allowance_charge);

// Quantity x price / base quantity + charges - allowances, as PEPPOL-EN16931-R120 counts: a missing quantity
// or base is 1, a missing price 0. None when a part is no number or the result does not fit.
std::optional<Decimal> ExpectedLineNet(const Element& line, const char* quantity_name);

}  // namespace helhet::sdk
