#include "line_arithmetic.h"

#include "charges.h"
#include "helhet/ubl/price.h"

namespace helhet::ehf {

std::optional<sdk::Decimal> ExpectedLineNet(const sdk::Element& line, const char* quantity_name) {
  constexpr sdk::Decimal kZero, kOne{sdk::Decimal::kOne};
  const sdk::Element price = line.Child("cac:Price");
  const auto quantity = sdk::NumberOr(line.Child(quantity_name), kOne);
  const auto amount = sdk::NumberOr(price.Child("cbc:PriceAmount"), kZero);
  auto base = sdk::NumberOr(price.Child("cbc:BaseQuantity"), kOne);
  if (!quantity || !amount || !base) return std::nullopt;
  if (base->nanos == 0) base = kOne;
  // Multiplied first, as 10 at a price of 1 for 3 is 3.333333333 and not 3.33333333.
  auto net = sdk::Multiply(*quantity, *amount);
  if (net) net = sdk::Divide(*net, *base);
  for (const sdk::Element charge : line.Children("cac:AllowanceCharge")) {
    const auto part = sdk::NumberOr(charge.Child("cbc:Amount"), kZero);
    if (!net || !part) return std::nullopt;
    net->nanos += IsCharge(charge) ? part->nanos : -part->nanos;
  }
  return net;
}

}  // namespace helhet::ehf
