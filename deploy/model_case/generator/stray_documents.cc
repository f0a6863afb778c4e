#include "stray_documents.h"

#include "ubl_parts.h"

namespace helhet::model_case {

std::string StrayOrder(const Document& sample) {
  XmlText xml("Order", UblNamespaces("Order"));
  xml.Leaf("cbc:CustomizationID",
           "urn:fdc:peppol.eu:poacc:trns:order:3:extended:urn:fdc:anskaffelser.no:2019:ehf:spec:3.0");
  xml.Leaf("cbc:ProfileID", "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:02:1.0");
  xml.Leaf("cbc:ID", "2024-118");
  xml.Leaf("cbc:IssueDate", IsoDate(sample.date));
  xml.Leaf("cbc:OrderTypeCode", "220");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  WriteParty("cac:BuyerCustomerParty", sample.buyer_number, sample.buyer_number, sample.buyer_name, xml);
  const std::string& seller = sample.supplier->organisation_number;
  WriteParty("cac:SellerSupplierParty", seller, seller, sample.supplier->name, xml);
  const Item& item = sample.supplier->group->items.front();
  xml.Open("cac:OrderLine");
  xml.Open("cac:LineItem");
  xml.Leaf("cbc:ID", "1");
  xml.Leaf("cbc:Quantity", "4", "unitCode", item.unit_code);
  xml.Amount("cbc:LineExtensionAmount", 4 * item.price_minor);
  xml.Open("cac:Price");
  xml.Amount("cbc:PriceAmount", item.price_minor);
  xml.Close();
  xml.Open("cac:Item");
  xml.Leaf("cbc:Name", item.name);
  return xml.Finish();
}

std::string CutShort(const std::string& document) { return document.substr(0, document.find("<cac:PaymentMeans>") + 9); }

}  // namespace helhet::model_case
