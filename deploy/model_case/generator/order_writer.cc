#include "order_writer.h"

#include "ubl_parts.h"

namespace helhet::model_case {
namespace {

void Customization(std::string_view transaction, std::string_view profile, XmlText& xml) {
  xml.Leaf("cbc:CustomizationID", "urn:fdc:peppol.eu:poacc:trns:" + std::string(transaction) + ":3");
  xml.Leaf("cbc:ProfileID", "urn:fdc:peppol.eu:poacc:bis:" + std::string(profile) + ":3");
}

// A cancellation has no reference of the buyer's: only the address it comes from tells the unit.
void Buyer(const Order& order, XmlText& xml) {
  const std::string_view unit = order.address->organisation_number;
  const std::string name = std::string(order.buyer_name) + " kommune (eksempel)";
  WriteParty("cac:BuyerCustomerParty", unit.empty() ? order.buyer_number : unit, order.buyer_number, name, xml);
}

void Seller(const Order& order, XmlText& xml) {
  const std::string& number = order.supplier->organisation_number;
  WriteParty("cac:SellerSupplierParty", number, number, order.supplier->name, xml);
}

void Reference(std::string_view element, std::string_view id, XmlText& xml) {
  if (id.empty()) return;
  xml.Open(element);
  xml.Leaf("cbc:ID", id);
  xml.Close();
}

void WriteLine(const Order& order, const OrderLine& line, XmlText& xml) {
  const ItemGroup& group = *order.supplier->group;
  xml.Open("cac:OrderLine");
  xml.Open("cac:LineItem");
  xml.Leaf("cbc:ID", std::to_string(line.number));
  xml.Leaf("cbc:Quantity", Hundredths(line.ordered_hundredths), "unitCode", line.item->unit_code);
  xml.Amount("cbc:LineExtensionAmount", (line.price_minor * line.ordered_hundredths + 50) / 100);
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

// A line that the supplier accepts for another quantity than was ordered.
void WriteChangedLine(const OrderLine& line, XmlText& xml) {
  xml.Open("cac:OrderLine");
  xml.Open("cac:LineItem");
  xml.Leaf("cbc:ID", std::to_string(line.number));
  xml.Leaf("cbc:LineStatusCode", "3");  // UNCL1229: changed
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
  for (const OrderLine& line : order.lines) WriteLine(order, line, xml);
  return xml.Finish();
}

std::string WriteOrderResponse(const Order& order) {
  XmlText xml("OrderResponse", UblNamespaces("OrderResponse"));
  Customization("order_response", "ordering", xml);
  xml.Leaf("cbc:ID", "OB-" + order.number);
  xml.Leaf("cbc:IssueDate", IsoDate(order.answer_date));
  xml.Leaf("cbc:OrderResponseCode", order.answer == OrderAnswer::kRejected              ? "RE"
                                    : order.answer == OrderAnswer::kAcceptedWithChanges ? "CA"
                                                                                        : "AP");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  xml.Leaf("cbc:CustomerReference", order.address->buyer_reference);
  Reference("cac:OrderReference", order.number, xml);
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

}  // namespace helhet::model_case
