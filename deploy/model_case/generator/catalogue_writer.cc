#include "catalogue_writer.h"

#include "date.h"
#include "framework_agreements.h"
#include "ubl_parts.h"

namespace helhet::model_case {
namespace {

void Party(std::string_view element, std::string_view number, std::string_view name, XmlText& xml) {
  xml.Open(element);
  xml.Leaf("cbc:EndpointID", number, "schemeID", "0192");
  xml.Open("cac:PartyLegalEntity");
  xml.Leaf("cbc:RegistrationName", name);
  xml.Close();
  xml.Close();
}

void Classification(std::string_view list, std::string_view code, XmlText& xml) {
  xml.Open("cac:CommodityClassification");
  xml.Leaf("cbc:ItemClassificationCode", code, "listID", list);
  xml.Close();
}

void WriteLine(const ItemGroup& group, const Item& item, int year, XmlText& xml) {
  xml.Open("cac:CatalogueLine");
  xml.Leaf("cbc:ID", ItemNumber(group, item));
  xml.Leaf("cbc:OrderableIndicator", "true");
  xml.Leaf("cbc:OrderableUnit", item.unit_code);
  xml.Open("cac:RequiredItemLocationQuantity");
  xml.Open("cac:Price");
  xml.Amount("cbc:PriceAmount", AgreedPriceMinor(item, year));
  xml.Leaf("cbc:BaseQuantity", "1", "unitCode", item.unit_code);
  xml.Close();
  xml.Close();
  xml.Open("cac:Item");
  xml.Leaf("cbc:Name", item.name);
  xml.Open("cac:SellersItemIdentification");
  xml.Leaf("cbc:ID", ItemNumber(group, item));
  xml.Close();
  Classification("TST", group.unspsc_code, xml);
  Classification("STI", group.cpv_code, xml);
  xml.Close();
  xml.Close();
}

}  // namespace

std::string WriteCatalogue(const Supplier& supplier, const Municipality& buyer, int year) {
  const Date first = MakeDate(year, 1, 1);
  XmlText xml("Catalogue", UblNamespaces("Catalogue"));
  xml.Leaf("cbc:CustomizationID", "urn:fdc:peppol.eu:poacc:trns:catalogue:3");
  xml.Leaf("cbc:ProfileID", "urn:fdc:peppol.eu:poacc:bis:catalogue_wo_response:3");
  xml.Leaf("cbc:ID", "KAT-" + supplier.organisation_number + "-" + std::string(buyer.number));
  xml.Leaf("cbc:IssueDate", IsoDate(first));
  xml.Leaf("cbc:VersionID", std::to_string(year));
  xml.Open("cac:ValidityPeriod");
  xml.Leaf("cbc:StartDate", IsoDate(first));
  xml.Leaf("cbc:EndDate", IsoDate(MakeDate(year, 12, 31)));
  xml.Close();
  if (const std::string_view agreement = AgreementNumberOf(supplier, first); !agreement.empty()) {
    xml.Open("cac:ReferencedContract");
    xml.Leaf("cbc:ID", agreement);
    xml.Close();
  }
  Party("cac:ProviderParty", supplier.organisation_number, supplier.name, xml);
  Party("cac:ReceiverParty", buyer.organisation_number, std::string(buyer.name) + " kommune (eksempel)", xml);
  for (const Item& item : supplier.group->items) WriteLine(*supplier.group, item, year, xml);
  return xml.Finish();
}

}  // namespace helhet::model_case
