// What a line's parts make it come to.
#pragma once

#include <optional>

#include "helhet/values/decimal.h"
#include "helhet/ubl/xml.h"

namespace helhet::ehf {

// Quantity x price / base quantity + charges - allowances, as PEPPOL-EN16931-R120 counts: a missing quantity
// or base is 1, a missing price 0. None when a part is no number or the result does not fit.
std::optional<sdk::Decimal> ExpectedLineNet(const sdk::Element& line, const char* quantity_name);

}  // namespace helhet::ehf
