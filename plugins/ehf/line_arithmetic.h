// What a line's parts make it come to.
#pragma once

#include <optional>

#include "decimal.h"
#include "xml.h"

namespace helhet::ehf {

// Quantity x price / base quantity + charges - allowances, as PEPPOL-EN16931-R120 counts: a missing quantity
// or base is 1, a missing price 0. None when a part is no number or the result does not fit.
std::optional<Decimal> ExpectedLineNet(const Element& line, const char* quantity_name);

// The number in an element; `fallback` when there is no element or it is empty; none when it is no number.
std::optional<Decimal> NumberOr(const Element& element, Decimal fallback);

}  // namespace helhet::ehf
