#include "order_writer.h"

#include "ubl_parts.h"

namespace helhet::model_case {
namespace {

constexpr std::string_view kLineChanged = "3";  // UNCL1229

void Customization(std::string_view transaction, std::string_view profile, XmlText& xml) {
  xml.Leaf("cbc:CustomizationID", "urn:fdc:peppol.eu:poacc:trns:" + std::string(transaction) + ":3");
  xml.Leaf("cbc:ProfileID", "urn:fdc:peppol.eu:poacc:bis:" + std::string(profile) + ":3");
}

std::string ChangeNumber(const Order& order) { return "EN-" + order.number; }

// Cancellations and despatch advices have no reference of the buyer's: only the address tells the unit.
void Buyer(const Order& order, XmlText& xml, std::string_view element = "cac:BuyerCustomerParty") {
  const std::string_view unit = order.address->organisation_number;
  const std::string name = std::string(order.buyer_name) + " kommune (eksempel)";
  WriteParty(element, unit.empty() ? order.buyer_number : unit, order.buyer_number, name, xml);
}

void Seller(const Order& order, XmlText& xml, std::string_view element = "cac:SellerSupplierParty") {
  const std::string& number = order.supplier->organisation_number;
  WriteParty(element, number, number, order.supplier->name, xml);
}

void Reference(std::string_view element, std::string_view id, XmlText& xml) {
  if (id.empty()) return;
  xml.Open(element);
  xml.Leaf("cbc:ID", id);
  xml.Close();
}

int64_t NetMinor(const OrderLine& line, int64_t quantity_hundredths) { return (line.price_minor * quantity_hundredths + 50) / 100; }

// Only a line of a change has a status (UNCL1229).
void WriteLine(const Order& order, const OrderLine& line, int64_t quantity_hundredths, XmlText& xml, std::string_view status = {}) {
  const ItemGroup& group = *order.supplier->group;
  xml.Open("cac:OrderLine");
  xml.Open("cac:LineItem");
  xml.Leaf("cbc:ID", std::to_string(line.number));
  xml.Leaf("cbc:LineStatusCode", status);
  xml.Leaf("cbc:Quantity", Hundredths(quantity_hundredths), "unitCode", line.item->unit_code);
  xml.Amount("cbc:LineExtensionAmount", NetMinor(line, quantity_hundredths));
  xml.Open("cac:Price");
  xml.Amount("cbc:PriceAmount", line.price_minor);
  xml.Close();
  xml.Open("cac:Item");
  xml.Leaf("cbc:Name", line.item->name);
  Reference("cac:SellersItemIdentification", ItemNumber(group, *line.item), xml);
  xml.Open("cac:CommodityClassification");
  xml.Leaf("cbc:ItemClassificationCode", group.unspsc_code, "listID", "TST");
  xml.Close();
  xml.Close();
  xml.Close();
  xml.Close();
}

// With the VAT of the supplier's goods.
void WriteTotal(const Order& order, XmlText& xml) {
  int64_t net_minor = 0;
  for (const OrderLine& line : order.lines) net_minor += NetMinor(line, line.placed_hundredths);
  const int64_t tax_minor = (net_minor * order.supplier->group->vat_percent + 50) / 100;
  xml.Open("cac:TaxTotal");
  xml.Amount("cbc:TaxAmount", tax_minor);
  xml.Close();
  xml.Open("cac:LegalMonetaryTotal");
  xml.Amount("cbc:LineExtensionAmount", net_minor);
  xml.Amount("cbc:TaxExclusiveAmount", net_minor);
  xml.Amount("cbc:TaxInclusiveAmount", net_minor + tax_minor);
  xml.Amount("cbc:PayableAmount", net_minor + tax_minor);
  xml.Close();
}

// A line that the supplier accepts for another quantity than was ordered.
void WriteChangedLine(const OrderLine& line, XmlText& xml) {
  xml.Open("cac:OrderLine");
  xml.Open("cac:LineItem");
  xml.Leaf("cbc:ID", std::to_string(line.number));
  xml.Leaf("cbc:LineStatusCode", kLineChanged);
  xml.Leaf("cbc:Quantity", Hundredths(line.accepted_hundredths), "unitCode", line.item->unit_code);
  xml.Open("cac:Item");
  xml.Leaf("cbc:Name", line.item->name);
  xml.Close();
  xml.Close();
  xml.Open("cac:OrderLineReference");
  xml.Leaf("cbc:LineID", std::to_string(line.number));
  xml.Close();
  xml.Close();
}

void WriteDespatchLine(const Order& order, const OrderLine& line, XmlText& xml) {
  xml.Open("cac:DespatchLine");
  xml.Leaf("cbc:ID", std::to_string(line.number));
  xml.Leaf("cbc:DeliveredQuantity", Hundredths(line.received_hundredths), "unitCode", line.item->unit_code);
  xml.Open("cac:OrderLineReference");
  xml.Leaf("cbc:LineID", std::to_string(line.number));
  xml.Close();
  xml.Open("cac:Item");
  xml.Leaf("cbc:Name", line.item->name);
  Reference("cac:SellersItemIdentification", ItemNumber(*order.supplier->group, *line.item), xml);
  xml.Close();
  xml.Close();
}

}  // namespace

std::string WriteOrder(const Order& order) {
  XmlText xml("Order", UblNamespaces("Order"));
  Customization("order", "ordering", xml);
  xml.Leaf("cbc:ID", order.number);
  xml.Leaf("cbc:IssueDate", IsoDate(order.date));
  xml.Leaf("cbc:OrderTypeCode", "220");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  xml.Leaf("cbc:CustomerReference", order.address->buyer_reference);
  Reference("cac:Contract", order.contract_reference, xml);
  Buyer(order, xml);
  Seller(order, xml);
  for (const OrderLine& line : order.lines) WriteLine(order, line, line.placed_hundredths, xml);
  return xml.Finish();
}

std::string WriteOrderAgreement(const Order& order) {
  XmlText xml("OrderResponse", UblNamespaces("OrderResponse"));
  Customization("order_agreement", "order_agreement", xml);
  xml.Leaf("cbc:ID", order.number);
  xml.Leaf("cbc:IssueDate", IsoDate(order.date));
  xml.Leaf("cbc:Note", "Bestilt på telefon");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  xml.Leaf("cbc:CustomerReference", order.address->buyer_reference);
  Reference("cac:Contract", order.contract_reference, xml);
  Seller(order, xml);
  Buyer(order, xml);
  WriteTotal(order, xml);
  for (const OrderLine& line : order.lines) WriteLine(order, line, line.placed_hundredths, xml);
  return xml.Finish();
}

std::string WriteOrderChange(const Order& order) {
  XmlText xml("OrderChange", UblNamespaces("OrderChange"));
  Customization("order_change", "advanced_ordering", xml);
  xml.Leaf("cbc:ID", ChangeNumber(order));
  xml.Leaf("cbc:IssueDate", IsoDate(order.change_date));
  xml.Leaf("cbc:SequenceNumberID", "1");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  xml.Leaf("cbc:CustomerReference", order.address->buyer_reference);
  Reference("cac:OrderReference", order.number, xml);
  Buyer(order, xml);
  Seller(order, xml);
  for (const OrderLine& line : order.lines) {
    if (line.placed_hundredths != line.ordered_hundredths) WriteLine(order, line, line.ordered_hundredths, xml, kLineChanged);
  }
  return xml.Finish();
}

std::string WriteOrderResponse(const Order& order) {
  XmlText xml("OrderResponse", UblNamespaces("OrderResponse"));
  if (order.is_changed) Customization("order_response_advanced", "advanced_ordering", xml);
  else Customization("order_response", "ordering", xml);
  xml.Leaf("cbc:ID", "OB-" + order.number);
  xml.Leaf("cbc:IssueDate", IsoDate(order.answer_date));
  xml.Leaf("cbc:OrderResponseCode", order.answer == OrderAnswer::kRejected              ? "RE"
                                    : order.answer == OrderAnswer::kAcceptedWithChanges ? "CA"
                                                                                        : "AP");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  xml.Leaf("cbc:CustomerReference", order.address->buyer_reference);
  Reference("cac:OrderReference", order.number, xml);
  if (order.is_changed) Reference("cac:OrderChangeDocumentReference", ChangeNumber(order), xml);
  Seller(order, xml);
  Buyer(order, xml);
  for (const OrderLine& line : order.lines) {
    if (line.accepted_hundredths != line.ordered_hundredths) WriteChangedLine(line, xml);
  }
  return xml.Finish();
}

std::string WriteOrderCancellation(const Order& order) {
  XmlText xml("OrderCancellation", UblNamespaces("OrderCancellation"));
  Customization("order_cancellation", "advanced_ordering", xml);
  xml.Leaf("cbc:ID", "AV-" + order.number);
  xml.Leaf("cbc:IssueDate", IsoDate(order.answer_date));
  xml.Leaf("cbc:CancellationNote", "Bestilt ved en feil");
  Reference("cac:OrderReference", order.number, xml);
  Buyer(order, xml);
  Seller(order, xml);
  return xml.Finish();
}

std::string WriteDespatchAdvice(const Order& order) {
  XmlText xml("DespatchAdvice", UblNamespaces("DespatchAdvice"));
  Customization("despatch_advice", "despatch_advice", xml);
  xml.Leaf("cbc:ID", "PS-" + order.number);
  xml.Leaf("cbc:IssueDate", IsoDate(order.despatch_date));
  Reference("cac:OrderReference", order.number, xml);
  Seller(order, xml, "cac:DespatchSupplierParty");
  Buyer(order, xml, "cac:DeliveryCustomerParty");
  for (const OrderLine& line : order.lines) WriteDespatchLine(order, line, xml);
  return xml.Finish();
}

}  // namespace helhet::model_case
