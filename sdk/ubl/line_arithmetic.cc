#include "helhet/ubl/line_arithmetic.h"

#include "helhet/ubl/price.h"

namespace helhet::sdk {

bool IsCharge(const Element& allowance_charge) {
  const std::string indicator = allowance_charge.Child("cbc:ChargeIndicator").Text();
  return indicator == "true" || indicator == "1";
}

std::optional<Decimal> ExpectedLineNet(const Element& line, const char* quantity_name) {
  constexpr Decimal kZero, kOne{Decimal::kOne};
  const Element price = line.Child("cac:Price");
  const auto quantity = NumberOr(line.Child(quantity_name), kOne);
  const auto amount = NumberOr(price.Child("cbc:PriceAmount"), kZero);
  auto base = NumberOr(price.Child("cbc:BaseQuantity"), kOne);
  if (!quantity || !amount || !base) return std::nullopt;
  if (base->nanos == 0) base = kOne;
  // Multiplied first, as 10 at a price of 1 for 3 is 3.333333333 and not 3.33333333.
  auto net = Multiply(*quantity, *amount);
  if (net) net = Divide(*net, *base);
  for (const Element charge : line.Children("cac:AllowanceCharge")) {
    const auto part = NumberOr(charge.Child("cbc:Amount"), kZero);
    if (!net || !part) return std::nullopt;
    net->nanos += IsCharge(charge) ? part->nanos : -part->nanos;
  }
  return net;
}

}  // namespace helhet::sdk
