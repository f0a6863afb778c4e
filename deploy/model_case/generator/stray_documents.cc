#include "stray_documents.h"

#include "ubl_writer.h"
#include "xml_text.h"

namespace helhet::model_case {
namespace {

void Party(XmlText& xml, std::string_view element, std::string_view number, std::string_view name) {
  xml.Open(element);
  xml.Open("cac:Party");
  xml.Leaf("cbc:EndpointID", number, "schemeID", "0192");
  xml.Open("cac:PartyLegalEntity");
  xml.Leaf("cbc:RegistrationName", name);
  xml.Leaf("cbc:CompanyID", number, "schemeID", "0192");
  xml.Close();
  xml.Close();
  xml.Close();
}

}  // namespace

std::string StrayOrder(const Document& sample) {
  XmlText xml("Order",
              "xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"\n"
              "    xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\"\n"
              "    xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"");
  xml.Leaf("cbc:CustomizationID",
           "urn:fdc:peppol.eu:poacc:trns:order:3:extended:urn:fdc:anskaffelser.no:2019:ehf:spec:3.0");
  xml.Leaf("cbc:ProfileID", "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:02:1.0");
  xml.Leaf("cbc:ID", "2024-118");
  xml.Leaf("cbc:IssueDate", IsoDate(sample.date));
  xml.Leaf("cbc:OrderTypeCode", "220");
  xml.Leaf("cbc:DocumentCurrencyCode", "NOK");
  Party(xml, "cac:BuyerCustomerParty", sample.buyer_number, sample.buyer_name);
  Party(xml, "cac:SellerSupplierParty", sample.supplier->organisation_number, sample.supplier->name);
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
