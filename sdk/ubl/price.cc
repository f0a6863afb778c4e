#include "helhet/ubl/price.h"

namespace helhet::sdk {

std::optional<Decimal> NumberOr(const Element& element, Decimal fallback) {
  const std::string text = element.Text();
  return text.empty() ? fallback : Decimal::Parse(text);
}

std::optional<int64_t> UnitPriceMicros(const Element& price, const std::string& where, Flags& flags) {
  const std::string text = price.Child("cbc:PriceAmount").Text();
  if (text.empty()) return std::nullopt;
  const auto amount = Decimal::Parse(text);
  const auto base = NumberOr(price.Child("cbc:BaseQuantity"), Decimal{Decimal::kOne});
  const auto unit = amount && base ? Divide(*amount, *base) : std::nullopt;
  bool rounded = false;
  const auto micros = unit ? unit->Scaled(6, rounded) : std::nullopt;
  if (!micros) flags.Add("price_unreadable", where + "/cac:Price", "the price and its base quantity give no unit price");
  return micros;
}

}  // namespace helhet::sdk
