// For tests: small invoices and credit notes that are whole and right, to be changed one thing at a time.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "helhet/testing/ubl_document.h"
#include "invoice_reader.h"

namespace helhet::ehf {

using testing::HasFlag;
using testing::UblDocument;
using testing::With;

inline const std::string kPeppolId = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

// Two pieces at 50 from Bedriften AS to Levanger kommune, 100 and VAT 25.
inline std::string Invoice() {
  return UblDocument("Invoice", "<cbc:CustomizationID>" + kPeppolId + R"(</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>1001</cbc:ID>
<cbc:IssueDate>2023-04-01</cbc:IssueDate>
<cbc:DueDate>2023-05-01</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
<cbc:BuyerReference>3150bdn</cbc:BuyerReference>
<cac:AccountingSupplierParty><cac:Party>
 <cbc:EndpointID schemeID="0192">991825827</cbc:EndpointID>
 <cac:PartyTaxScheme><cbc:CompanyID>NO991825827MVA</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
 <cac:PartyTaxScheme><cbc:CompanyID>Foretaksregisteret</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
 <cac:PartyLegalEntity><cbc:RegistrationName>Bedriften AS</cbc:RegistrationName><cbc:CompanyID schemeID="0192">991825827</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
 <cbc:EndpointID schemeID="0192">987654325</cbc:EndpointID>
 <cac:PartyLegalEntity><cbc:RegistrationName>Levanger kommune</cbc:RegistrationName><cbc:CompanyID schemeID="0192">938587051</cbc:CompanyID></cac:PartyLegalEntity>
</cac:Party></cac:AccountingCustomerParty>
<cac:TaxTotal><cbc:TaxAmount currencyID="NOK">25</cbc:TaxAmount>
 <cac:TaxSubtotal><cbc:TaxableAmount currencyID="NOK">100</cbc:TaxableAmount><cbc:TaxAmount currencyID="NOK">25</cbc:TaxAmount></cac:TaxSubtotal>
</cac:TaxTotal>
<cac:LegalMonetaryTotal>
 <cbc:LineExtensionAmount currencyID="NOK">100</cbc:LineExtensionAmount>
 <cbc:TaxExclusiveAmount currencyID="NOK">100</cbc:TaxExclusiveAmount>
 <cbc:TaxInclusiveAmount currencyID="NOK">125</cbc:TaxInclusiveAmount>
 <cbc:PayableAmount currencyID="NOK">125</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
<cac:InvoiceLine>
 <cbc:ID>1</cbc:ID>
 <cbc:InvoicedQuantity unitCode="EA">2</cbc:InvoicedQuantity>
 <cbc:LineExtensionAmount currencyID="NOK">100</cbc:LineExtensionAmount>
 <cac:Item><cbc:Name>Stol</cbc:Name></cac:Item>
 <cac:Price><cbc:PriceAmount currencyID="NOK">50</cbc:PriceAmount></cac:Price>
</cac:InvoiceLine>
)");
}

// The same as a credit note: positive amounts that lower spending.
inline std::string CreditNote() {
  std::string text = With(Invoice(), "InvoicedQuantity", "CreditedQuantity");
  text = With(text, "InvoiceLine", "CreditNoteLine");
  text = With(text, "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>");
  text = With(text, "xsd:Invoice-2", "xsd:CreditNote-2");
  return With(With(text, "<Invoice ", "<CreditNote "), "</Invoice>", "</CreditNote>");
}

inline Result<InvoiceReading> Read(const std::string& bytes) { return ReadInvoice(bytes, ChargeWords({}, {})); }

// The fact of a document that must be accepted.
inline model::v1::Fact FactOf(const std::string& bytes) {
  const auto reading = Read(bytes);
  EXPECT_TRUE(reading.ok()) << reading.status().message();
  return reading.ok() ? reading->fact : model::v1::Fact();
}

// The code of a document that must be refused.
inline std::string RefusalOf(const std::string& bytes) {
  const auto reading = Read(bytes);
  return reading.ok() ? "accepted as " + reading->key : reading.status().reason();
}

}  // namespace helhet::ehf
