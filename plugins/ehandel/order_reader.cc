#include "order_reader.h"

#include <set>

#include "header.h"
#include "helhet/ubl/amount_reader.h"
#include "helhet/ubl/item.h"
#include "helhet/ubl/line_arithmetic.h"
#include "helhet/ubl/price.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "helhet/values/reference.h"
#include "helhet/values/unit_codes.h"

namespace helhet::ehandel {
namespace {

// The amount of a line, which an order need not state: then quantity and price tell it.
int64_t ReadNetAmount(const sdk::Element& item, const std::string& where, sdk::AmountReader& amounts) {
  const sdk::Element net = item.Child("cbc:LineExtensionAmount");
  const bool has_price = !item.Child("cac:Price").Child("cbc:PriceAmount").Text().empty();
  if (!net.Text().empty() || !has_price) return amounts.Required(net, where + "/cbc:LineExtensionAmount");
  const auto expected = sdk::ExpectedLineNet(item, "cbc:Quantity");
  if (!expected) return amounts.Required(net, where + "/cbc:LineExtensionAmount");
  return amounts.Counted(*expected, where + "/cac:Price").value_or(0);
}

void ReadLine(const sdk::Element& item, const std::string& where, sdk::AmountReader& amounts, sdk::Flags& flags,
              model::v1::OrderLine& line) {
  line.set_line_id(item.Child("cbc:ID").Text());
  line.set_accounting_cost(item.Child("cbc:AccountingCost").Text());
  sdk::SetItem(sdk::ReadItem(item.Child("cac:Item")), line);
  const sdk::Element quantity = item.Child("cbc:Quantity");
  if (const auto micros = amounts.QuantityMicros(quantity, where + "/cbc:Quantity")) line.set_quantity_micros(*micros);
  line.set_quantity_unit_code(std::string(quantity.Attribute("unitCode")));
  if (const auto price = sdk::UnitPriceMicros(item.Child("cac:Price"), where, flags)) line.set_unit_price_micros(*price);
  line.set_net_amount_minor(ReadNetAmount(item, where, amounts));
}

void ReadLines(const sdk::Element& root, sdk::AmountReader& amounts, sdk::Flags& flags, model::v1::Order& order) {
  std::set<std::string> seen;
  for (const sdk::Element element : root.Children("cac:OrderLine")) {
    const std::string where = "cac:OrderLine[" + std::to_string(order.lines_size() + 1) + "]/cac:LineItem";
    auto* line = order.add_lines();
    ReadLine(element.Child("cac:LineItem"), where, amounts, flags, *line);
    if (line->line_id().empty()) line->set_line_id("#" + std::to_string(order.lines_size()));
    if (!seen.insert(line->line_id()).second) {
      flags.Add("line_id_repeated", where + "/cbc:ID", sdk::Quoted(line->line_id()) + " is the identifier of another line too");
    }
  }
}

// The total without VAT, which an order need not state: then the lines, charges and allowances tell it.
int64_t ReadTotal(const sdk::Element& root, sdk::AmountReader& amounts, const model::v1::Order& order) {
  const char* name = "cac:AnticipatedMonetaryTotal";
  if (!root.Child(name)) name = "cac:LegalMonetaryTotal";  // order agreements
  const sdk::Element total = root.Child(name);
  const std::string where = std::string(name) + "/cbc:";
  if (const auto stated = amounts.Minor(total.Child("cbc:TaxExclusiveAmount"), where + "TaxExclusiveAmount")) return *stated;
  int64_t sum = 0;
  for (const auto& line : order.lines()) sum += line.net_amount_minor();
  sum = amounts.Minor(total.Child("cbc:LineExtensionAmount"), where + "LineExtensionAmount").value_or(sum);
  for (const sdk::Element charge : root.Children("cac:AllowanceCharge")) {
    const int64_t amount = amounts.Minor(charge.Child("cbc:Amount"), "cac:AllowanceCharge/cbc:Amount").value_or(0);
    sum += sdk::IsCharge(charge) ? amount : -amount;
  }
  return sum;
}

// What may tell the buyer's unit: the references first, then who asked for the goods, where they go, and who buys.
void AddUnitCodes(const sdk::Element& root, const sdk::Party& buyer, sdk::Flags& flags, model::v1::Fact& fact) {
  sdk::AddUnitCode("buyer_reference", fact.order().customer_reference(), fact);
  sdk::AddUnitCode("accounting_cost", fact.order().accounting_cost(), fact);
  sdk::AddUnitCode("project", root.Child("cac:ProjectReference").Child("cbc:ID").Text(), fact);
  const sdk::Element originator = root.Child("cac:OriginatorCustomerParty").Child("cac:Party");
  AddPartyCodes(ReadFirstParty(root, {"cac:OriginatorCustomerParty"}, flags), fact);
  for (const sdk::Element identification : originator.Children("cac:PartyIdentification")) {
    const sdk::Element id = identification.Child("cbc:ID");
    const std::string_view scheme = id.Attribute("schemeID");
    const bool is_known = sdk::IsNorwegianScheme(scheme) || scheme == "0088" || scheme == "GLN";
    if (!is_known) sdk::AddUnitCode("originator", id.Text(), fact);
  }
  for (const sdk::Element delivery : root.Children("cac:Delivery")) {
    const sdk::Element location = delivery.Child("cac:DeliveryLocation").Child("cbc:ID");
    const std::string_view scheme = location.Attribute("schemeID");
    sdk::AddUnitCode(scheme == "0088" || scheme == "GLN" ? "gln" : "delivery_location", location.Text(), fact);
  }
  AddPartyCodes(buyer, fact);
}

}  // namespace

Status ReadOrder(const Document& document, sdk::Flags& flags, Reading& reading) {
  reading.stream = kOrders;
  const sdk::Element& root = document.root;
  const bool is_agreement = document.kind == DocumentKind::kOrderAgreement;
  HELHET_ASSIGN_OR_RETURN(const Header header, ReadHeader(root));
  const sdk::Party buyer = ReadFirstParty(root, {"cac:BuyerCustomerParty"}, flags);
  const sdk::Party supplier = ReadFirstParty(root, {"cac:SellerSupplierParty"}, flags);
  auto& order = *reading.fact.mutable_order();
  order.set_number(header.number);
  order.set_issue_date(header.issue_date);
  order.set_type_code(root.Child("cbc:OrderTypeCode").Text());
  order.set_status(is_agreement ? model::v1::ORDER_STATUS_ACCEPTED : model::v1::ORDER_STATUS_PLACED);
  order.set_origin(is_agreement ? model::v1::ORDER_ORIGIN_ORDER_AGREEMENT : model::v1::ORDER_ORIGIN_PLATFORM);
  order.set_currency_code(ReadCurrency(root, "cac:OrderLine", flags));
  order.set_buyer_organisation_number(buyer.organisation_number);
  order.set_supplier_organisation_number(supplier.organisation_number);
  order.set_supplier_name(supplier.name);
  if (supplier.organisation_number.empty() && supplier.name.empty()) {
    flags.Add("supplier_missing", "cac:SellerSupplierParty", "neither an organisation number nor a name");
  }
  order.set_customer_reference(root.Child("cbc:CustomerReference").Text());
  if (order.customer_reference().empty()) order.set_customer_reference(buyer.contact_id);  // EHF 2
  order.set_accounting_cost(root.Child("cbc:AccountingCost").Text());
  order.set_contract_reference(sdk::ReferenceOrNone(root.Child("cac:Contract").Child("cbc:ID").Text()));
  order.set_catalogue_reference(sdk::ReferenceOrNone(root.Child("cac:CatalogueReference").Child("cbc:ID").Text()));
  AddUnitCodes(root, buyer, flags, reading.fact);

  sdk::AmountReader amounts(order.currency_code(), /*is_credit_note=*/false, flags);
  ReadLines(root, amounts, flags, order);
  order.set_tax_exclusive_amount_minor(ReadTotal(root, amounts, order));
  HELHET_RETURN_IF_ERROR(amounts.status());
  return SetKeys("order", header, is_agreement ? supplier : buyer, reading);
}

}  // namespace helhet::ehandel
