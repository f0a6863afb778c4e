#include "tests/bench/invoice_folder.h"

#include <unistd.h>

#include <fstream>

namespace helhet::bench {
namespace {

constexpr char kHead[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
)";

constexpr char kParties[] = R"(  <cac:AccountingSupplierParty><cac:Party>
    <cbc:EndpointID schemeID="0192">991825827</cbc:EndpointID>
    <cac:PartyName><cbc:Name>Kontorrekvisita Trøndelag</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cbc:StreetName>Kaivegen 1</cbc:StreetName><cbc:CityName>Verdal</cbc:CityName><cbc:PostalZone>7650</cbc:PostalZone>
      <cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>NO991825827MVA</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyTaxScheme><cbc:CompanyID>Foretaksregisteret</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Kontorrekvisita Trøndelag AS</cbc:RegistrationName><cbc:CompanyID schemeID="0192">991825827</cbc:CompanyID></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cbc:EndpointID schemeID="0192">938587051</cbc:EndpointID>
    <cac:PartyName><cbc:Name>Levanger kommune</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cbc:StreetName>Postboks 130</cbc:StreetName><cbc:CityName>Levanger</cbc:CityName><cbc:PostalZone>7601</cbc:PostalZone>
      <cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>Levanger kommune</cbc:RegistrationName><cbc:CompanyID schemeID="0192">938587051</cbc:CompanyID></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>00123450000017</cbc:PaymentID>
    <cac:PayeeFinancialAccount><cbc:ID>12345678903</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
)";

std::string Line(int id, const std::string& name, int kroner) {
  const std::string amount = std::to_string(kroner) + ".00";
  return "  <cac:InvoiceLine><cbc:ID>" + std::to_string(id) + "</cbc:ID><cbc:InvoicedQuantity unitCode=\"EA\">1</cbc:InvoicedQuantity>"
         "<cbc:LineExtensionAmount currencyID=\"NOK\">" + amount + "</cbc:LineExtensionAmount>\n"
         "    <cac:Item><cbc:Name>" + name + "</cbc:Name><cac:SellersItemIdentification><cbc:ID>V-" + std::to_string(1000 + id) +
         "</cbc:ID></cac:SellersItemIdentification>"
         "<cac:CommodityClassification><cbc:ItemClassificationCode listID=\"TST\">44121600</cbc:ItemClassificationCode></cac:CommodityClassification>"
         "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>\n"
         "    <cac:Price><cbc:PriceAmount currencyID=\"NOK\">" + amount + "</cbc:PriceAmount></cac:Price></cac:InvoiceLine>\n";
}

std::string Amount(const char* element, int kroner) {
  return std::string("<cbc:") + element + " currencyID=\"NOK\">" + std::to_string(kroner) + ".00</cbc:" + element + ">";
}

}  // namespace

std::string InvoiceText(int number, int amount_kroner) {
  const int lines[] = {amount_kroner / 2, amount_kroner / 4, amount_kroner - amount_kroner / 2 - amount_kroner / 4};
  const int net = amount_kroner;
  const int vat = net / 4;
  char date[16];
  snprintf(date, sizeof(date), "2023-%02d-%02d", number % 12 + 1, number / 12 % 28 + 1);
  std::string text = kHead;
  text += "  <cbc:ID>F-" + std::to_string(number) + "</cbc:ID><cbc:IssueDate>" + date + "</cbc:IssueDate><cbc:DueDate>2024-01-31</cbc:DueDate>"
          "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>"
          "<cbc:BuyerReference>" + std::to_string(number % 4 + 1) + "00</cbc:BuyerReference>\n";
  if (number % 3 == 0) text += "  <cac:OrderReference><cbc:ID>BEST-" + std::to_string(number) + "</cbc:ID></cac:OrderReference>\n";
  text += kParties;
  text += "  <cac:TaxTotal>" + Amount("TaxAmount", vat) + "<cac:TaxSubtotal>" + Amount("TaxableAmount", net) + Amount("TaxAmount", vat) +
          "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>\n";
  text += "  <cac:LegalMonetaryTotal>" + Amount("LineExtensionAmount", net) + Amount("TaxExclusiveAmount", net) + Amount("TaxInclusiveAmount", net + vat) +
          Amount("PayableAmount", net + vat) + "</cac:LegalMonetaryTotal>\n";
  for (int i = 0; i < 3; ++i) text += Line(i + 1, "Kopipapir A4 80 g, hvitt, 2500 ark", lines[i]);
  return text + "</Invoice>\n";
}

void MakeInvoiceFolder(const std::filesystem::path& folder, int count) {
  for (int i = 0; i < count; ++i) {
    const auto part = folder / std::to_string(i / 1000);
    if (i % 1000 == 0) std::filesystem::create_directories(part);
    std::ofstream(part / ("faktura-" + std::to_string(i) + ".xml")) << InvoiceText(i, 400 + i % 5000 * 4);
  }
}

std::filesystem::path TemporaryFolder(const std::string& name) {
  auto folder = std::filesystem::temp_directory_path() / ("helhet-bench-" + name + "-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace helhet::bench
