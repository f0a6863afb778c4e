#include "lines.h"

#include "charges.h"
#include "helhet/ubl/item.h"
#include "helhet/ubl/price.h"
#include "helhet/values/decimal.h"
#include "helhet/ubl/line_arithmetic.h"

namespace helhet::ehf {
namespace {

void ReadVatRate(const sdk::Element& item, model::v1::InvoiceLine& line) {
  bool rounded = false;
  const auto rate = sdk::Decimal::Parse(item.Child("cac:ClassifiedTaxCategory").Child("cbc:Percent").Text());
  const auto basis_points = rate ? rate->Scaled(2, rounded) : std::nullopt;
  if (basis_points && *basis_points >= 0 && *basis_points <= 1'000'000) line.set_vat_rate_basis_points(static_cast<int32_t>(*basis_points));
}

void ReadLine(const sdk::Element& element, const DocumentKind& kind, const ChargeWords& words, sdk::AmountReader& amounts,
              sdk::Flags& flags, model::v1::Invoice& invoice) {
  const std::string where = LinePath(kind, invoice.lines_size());
  auto* line = invoice.add_lines();
  line->set_line_id(element.Child("cbc:ID").Text());
  if (line->line_id().empty()) line->set_line_id("#" + std::to_string(invoice.lines_size()));
  line->set_order_line_reference(element.Child("cac:OrderLineReference").Child("cbc:LineID").Text());
  line->set_accounting_cost(element.Child("cbc:AccountingCost").Text());
  sdk::SetItem(sdk::ReadItem(element.Child("cac:Item")), *line);
  ReadVatRate(element.Child("cac:Item"), *line);
  // A price has no sign of its own: the quantity has.
  if (const auto price = sdk::UnitPriceMicros(element.Child("cac:Price"), where, flags)) line->set_unit_price_micros(*price);

  const sdk::Element quantity = element.Child(kind.quantity_name);
  if (const auto micros = amounts.QuantityMicros(quantity, where + "/" + kind.quantity_name)) line->set_quantity_micros(*micros);
  line->set_quantity_unit_code(std::string(quantity.Attribute("unitCode")));
  const ChargeSums sums = ReadCharges(element, line->line_id(), where + "/", words, amounts, invoice);
  line->set_charge_amount_minor(sums.charges_minor);
  line->set_allowance_amount_minor(sums.allowances_minor);
  const sdk::Element net = element.Child("cbc:LineExtensionAmount");
  const auto otherwise = net.Text().empty() ? sdk::ExpectedLineNet(element, kind.quantity_name) : std::nullopt;
  line->set_net_amount_minor(amounts.Required(net, where + "/cbc:LineExtensionAmount", otherwise, "quantity and price"));

  const ChargeVerdict verdict = words.OfLine(line->item_name(), element.Child("cac:Item").Child("cbc:Description").Text());
  line->set_charge_kind(verdict.kind);
  line->set_charge_rule(verdict.rule);
}

}  // namespace

std::string LinePath(const DocumentKind& kind, int index) {
  return std::string(kind.line_name) + "[" + std::to_string(index + 1) + "]";
}

void ReadLines(const DocumentKind& kind, const ChargeWords& words, sdk::AmountReader& amounts, sdk::Flags& flags,
               model::v1::Invoice& invoice) {
  for (const sdk::Element line : kind.root.Children(kind.line_name)) ReadLine(line, kind, words, amounts, flags, invoice);
}

}  // namespace helhet::ehf
