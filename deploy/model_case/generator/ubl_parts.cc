#include "ubl_parts.h"

namespace helhet::model_case {

std::string UblNamespaces(std::string_view document) {
  return "xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:" + std::string(document) +
         "-2\"\n"
         "    xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\"\n"
         "    xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"";
}

void WriteParty(std::string_view element, std::string_view endpoint, std::string_view number, std::string_view name, XmlText& xml) {
  xml.Open(element);
  xml.Open("cac:Party");
  xml.Leaf("cbc:EndpointID", endpoint, "schemeID", "0192");
  xml.Open("cac:PartyLegalEntity");
  xml.Leaf("cbc:RegistrationName", name);
  xml.Leaf("cbc:CompanyID", number, "schemeID", "0192");
  xml.Close();
  xml.Close();
  xml.Close();
}

}  // namespace helhet::model_case
