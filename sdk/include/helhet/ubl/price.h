// Numbers in elements, and the price of one unit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "helhet/ubl/xml.h"
#include "helhet/values/decimal.h"
#include "helhet/values/flags.h"

namespace helhet::sdk {

// The number in an element; `fallback` when there is no element or it is empty; none when it is no number.
std::optional<Decimal> NumberOr(const Element& element, Decimal fallback);

// Price of one unit in millionths, of a cac:Price: cbc:PriceAmount divided by cbc:BaseQuantity, which is 1 when it
// is not stated (BT-146, BT-149). None when there is no price or, flagged `price_unreadable`, the two give none.
// `where` is the path of the line around it.
std::optional<int64_t> UnitPriceMicros(const Element& price, const std::string& where, Flags& flags);

}  // namespace helhet::sdk
