// For tests: small documents that are whole and right, to be changed one thing at a time.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "document_reader.h"
#include "helhet/testing/ubl_document.h"

namespace helhet::ehandel {

using testing::HasFlag;
using testing::UblDocument;
using testing::With;

inline const std::string kParties = R"(
<cac:BuyerCustomerParty><cac:Party>
 <cbc:EndpointID schemeID="0192">987654325</cbc:EndpointID>
 <cac:PartyLegalEntity>
  <cbc:RegistrationName>Levanger kommune</cbc:RegistrationName><cbc:CompanyID schemeID="0192">938587051</cbc:CompanyID>
 </cac:PartyLegalEntity>
</cac:Party></cac:BuyerCustomerParty>
<cac:SellerSupplierParty><cac:Party>
 <cbc:EndpointID schemeID="0192">991825827</cbc:EndpointID>
 <cac:PartyLegalEntity><cbc:RegistrationName>Bedriften AS</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:SellerSupplierParty>
)";

inline std::string Head(const std::string& transaction, const std::string& number) {
  return "<cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:" + transaction + ":3</cbc:CustomizationID>\n<cbc:ID>" + number +
         "</cbc:ID>\n<cbc:IssueDate>2023-04-01</cbc:IssueDate>\n";
}

// Two boxes of ten chairs at 500 a box from Bedriften AS to Levanger kommune: 1000.
inline std::string Order() {
  return UblDocument("Order", Head("order", "IO-1") + R"(<cbc:OrderTypeCode>220</cbc:OrderTypeCode>
<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
<cbc:CustomerReference>3150bdn</cbc:CustomerReference>
<cbc:AccountingCost>4025</cbc:AccountingCost>
<cac:CatalogueReference><cbc:ID>K-1</cbc:ID></cac:CatalogueReference>
<cac:Contract><cbc:ID>IA-2022-07</cbc:ID></cac:Contract>)" + kParties + R"(
<cac:AnticipatedMonetaryTotal>
 <cbc:LineExtensionAmount currencyID="NOK">1000</cbc:LineExtensionAmount>
 <cbc:TaxExclusiveAmount currencyID="NOK">1000</cbc:TaxExclusiveAmount>
</cac:AnticipatedMonetaryTotal>
<cac:OrderLine><cac:LineItem>
 <cbc:ID>1</cbc:ID>
 <cbc:Quantity unitCode="EA">20</cbc:Quantity>
 <cbc:LineExtensionAmount currencyID="NOK">1000</cbc:LineExtensionAmount>
 <cac:Price><cbc:PriceAmount currencyID="NOK">500</cbc:PriceAmount><cbc:BaseQuantity unitCode="EA">10</cbc:BaseQuantity></cac:Price>
 <cac:Item><cbc:Name>Stol</cbc:Name><cac:SellersItemIdentification><cbc:ID>S-7</cbc:ID></cac:SellersItemIdentification></cac:Item>
</cac:LineItem></cac:OrderLine>
)");
}

// Accepts order IO-1 with line 1 changed to 10 pieces at 45, and line 2 not accepted.
inline std::string OrderResponse() {
  return UblDocument("OrderResponse", Head("order_response", "R-1") + R"(<cbc:IssueTime>08:30:00</cbc:IssueTime>
<cbc:OrderResponseCode>CA</cbc:OrderResponseCode>
<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
<cac:OrderReference><cbc:ID>IO-1</cbc:ID></cac:OrderReference>)" + kParties + R"(
<cac:OrderLine>
 <cac:LineItem><cbc:ID>1</cbc:ID><cbc:LineStatusCode>3</cbc:LineStatusCode><cbc:Quantity unitCode="EA">10</cbc:Quantity>
  <cac:Price><cbc:PriceAmount currencyID="NOK">45</cbc:PriceAmount></cac:Price>
  <cac:Item><cbc:Name>Stol</cbc:Name><cac:SellersItemIdentification><cbc:ID>S-7</cbc:ID></cac:SellersItemIdentification></cac:Item></cac:LineItem>
 <cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>
</cac:OrderLine>
<cac:OrderLine>
 <cac:LineItem><cbc:ID>2</cbc:ID><cbc:LineStatusCode>7</cbc:LineStatusCode><cbc:Quantity unitCode="EA">4</cbc:Quantity></cac:LineItem>
 <cac:OrderLineReference><cbc:LineID>2</cbc:LineID></cac:OrderLineReference>
</cac:OrderLine>
)");
}

// Prices of two items, by contract IA-2022-07.
inline std::string Catalogue() {
  return UblDocument("Catalogue", Head("catalogue", "K-1") + R"(<cbc:VersionID>2</cbc:VersionID>
<cac:ValidityPeriod><cbc:StartDate>2023-04-01</cbc:StartDate><cbc:EndDate>2023-12-31</cbc:EndDate></cac:ValidityPeriod>
<cac:ReferencedContract><cbc:ID>IA-2022-07</cbc:ID></cac:ReferencedContract>
<cac:ProviderParty><cbc:EndpointID schemeID="0192">991825827</cbc:EndpointID></cac:ProviderParty>
<cac:ReceiverParty><cbc:EndpointID schemeID="0192">938587051</cbc:EndpointID></cac:ReceiverParty>
<cac:CatalogueLine>
 <cbc:ID>1</cbc:ID><cbc:OrderableIndicator>true</cbc:OrderableIndicator><cbc:OrderableUnit>EA</cbc:OrderableUnit>
 <cac:RequiredItemLocationQuantity>
  <cac:Price><cbc:PriceAmount currencyID="NOK">500</cbc:PriceAmount><cbc:BaseQuantity unitCode="EA">10</cbc:BaseQuantity></cac:Price>
 </cac:RequiredItemLocationQuantity>
 <cac:Item><cbc:Name>Stol</cbc:Name><cac:SellersItemIdentification><cbc:ID>S-7</cbc:ID></cac:SellersItemIdentification></cac:Item>
</cac:CatalogueLine>
)");
}

// Twelve chairs of order IO-1, line 1, sent by Bedriften AS.
inline std::string DespatchAdvice() {
  return UblDocument("DespatchAdvice", Head("despatch_advice", "P-1") + R"(
<cac:OrderReference><cbc:ID>IO-1</cbc:ID></cac:OrderReference>
<cac:DespatchSupplierParty><cac:Party><cbc:EndpointID schemeID="0192">991825827</cbc:EndpointID></cac:Party></cac:DespatchSupplierParty>
<cac:DeliveryCustomerParty><cac:Party><cbc:EndpointID schemeID="0192">987654325</cbc:EndpointID></cac:Party></cac:DeliveryCustomerParty>
<cac:DespatchLine>
 <cbc:ID>1</cbc:ID><cbc:DeliveredQuantity unitCode="EA">12</cbc:DeliveredQuantity>
 <cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference>
 <cac:Item><cbc:Name>Stol</cbc:Name><cac:SellersItemIdentification><cbc:ID>S-7</cbc:ID></cac:SellersItemIdentification></cac:Item>
</cac:DespatchLine>
)");
}

// The readings of a document that must be accepted.
inline std::vector<Reading> ReadingsOf(const std::string& bytes) {
  const DocumentReading reading = ReadXmlDocument(bytes);
  EXPECT_TRUE(reading.status.ok()) << reading.status.message();
  return reading.status.ok() ? reading.readings : std::vector<Reading>(1);
}

// The fact of a document that states one.
inline model::v1::Fact FactOf(const std::string& bytes) {
  const auto readings = ReadingsOf(bytes);
  EXPECT_EQ(readings.size(), 1u);
  return readings[0].fact;
}

// The code of a document that must be refused.
inline std::string RefusalOf(const std::string& bytes) {
  const DocumentReading reading = ReadXmlDocument(bytes);
  return reading.status.ok() ? "accepted as " + reading.readings.front().natural_key : reading.status.reason();
}

}  // namespace helhet::ehandel
