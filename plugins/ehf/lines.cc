#include "lines.h"

#include <strings.h>

#include "charges.h"
#include "decimal.h"
#include "line_arithmetic.h"

namespace helhet::ehf {
namespace {

bool IsList(std::string_view list_id, const char* code, const char* old_name) {
  const std::string id(list_id);
  return strcasecmp(id.c_str(), code) == 0 || strcasecmp(id.c_str(), old_name) == 0;
}

// Item and item classes: UNCL7143 TST is UNSPSC and STI is CPV; EHF 2 wrote the lists' own names.
void ReadItem(const Element& item, model::v1::InvoiceLine& line) {
  line.set_item_name(item.Child("cbc:Name").Text());
  line.set_seller_item_id(item.Child("cac:SellersItemIdentification").Child("cbc:ID").Text());
  line.set_standard_item_id(item.Child("cac:StandardItemIdentification").Child("cbc:ID").Text());
  for (const Element classification : item.Children("cac:CommodityClassification")) {
    const Element code = classification.Child("cbc:ItemClassificationCode");
    const std::string_view list = code.Attribute("listID");
    if (line.unspsc_code().empty() && IsList(list, "TST", "UNSPSC")) line.set_unspsc_code(code.Text());
    if (line.cpv_code().empty() && IsList(list, "STI", "CPV")) line.set_cpv_code(code.Text());
  }
  bool rounded = false;
  const auto rate = Decimal::Parse(item.Child("cac:ClassifiedTaxCategory").Child("cbc:Percent").Text());
  const auto basis_points = rate ? rate->Scaled(2, rounded) : std::nullopt;
  if (basis_points && *basis_points >= 0 && *basis_points <= 1'000'000) line.set_vat_rate_basis_points(static_cast<int32_t>(*basis_points));
}

// BT-146 divided by BT-149. A price has no sign of its own: the quantity has.
void ReadUnitPrice(const Element& price, const std::string& where, Flags& flags, model::v1::InvoiceLine& line) {
  const std::string text = price.Child("cbc:PriceAmount").Text();
  if (text.empty()) return;
  const auto amount = Decimal::Parse(text);
  const auto base = NumberOr(price.Child("cbc:BaseQuantity"), Decimal{Decimal::kOne});
  const auto unit = amount && base ? Divide(*amount, *base) : std::nullopt;
  bool rounded = false;
  const auto micros = unit ? unit->Scaled(6, rounded) : std::nullopt;
  if (micros) line.set_unit_price_micros(*micros);
  else flags.Add("price_unreadable", where + "/cac:Price", "the price and its base quantity give no unit price");
}

void ReadLine(const Element& element, const DocumentKind& kind, const ChargeWords& words, AmountReader& amounts, Flags& flags,
              model::v1::Invoice& invoice) {
  const std::string where = LinePath(kind, invoice.lines_size());
  auto* line = invoice.add_lines();
  line->set_line_id(element.Child("cbc:ID").Text());
  if (line->line_id().empty()) line->set_line_id("#" + std::to_string(invoice.lines_size()));
  line->set_order_line_reference(element.Child("cac:OrderLineReference").Child("cbc:LineID").Text());
  line->set_accounting_cost(element.Child("cbc:AccountingCost").Text());
  ReadItem(element.Child("cac:Item"), *line);
  ReadUnitPrice(element.Child("cac:Price"), where, flags, *line);

  const Element quantity = element.Child(kind.quantity_name);
  if (const auto micros = amounts.QuantityMicros(quantity, where + "/" + kind.quantity_name)) line->set_quantity_micros(*micros);
  line->set_quantity_unit_code(std::string(quantity.Attribute("unitCode")));
  const ChargeSums sums = ReadCharges(element, line->line_id(), where + "/", words, amounts, invoice);
  line->set_charge_amount_minor(sums.charges_minor);
  line->set_allowance_amount_minor(sums.allowances_minor);
  const Element net = element.Child("cbc:LineExtensionAmount");
  const auto otherwise = net.Text().empty() ? ExpectedLineNet(element, kind.quantity_name) : std::nullopt;
  line->set_net_amount_minor(amounts.Required(net, where + "/cbc:LineExtensionAmount", otherwise, "quantity and price"));

  const ChargeVerdict verdict = words.OfLine(line->item_name(), element.Child("cac:Item").Child("cbc:Description").Text());
  line->set_charge_kind(verdict.kind);
  line->set_charge_rule(verdict.rule);
}

}  // namespace

std::string LinePath(const DocumentKind& kind, int index) {
  return std::string(kind.line_name) + "[" + std::to_string(index + 1) + "]";
}

void ReadLines(const DocumentKind& kind, const ChargeWords& words, AmountReader& amounts, Flags& flags,
               model::v1::Invoice& invoice) {
  for (const Element line : kind.root.Children(kind.line_name)) ReadLine(line, kind, words, amounts, flags, invoice);
}

}  // namespace helhet::ehf
