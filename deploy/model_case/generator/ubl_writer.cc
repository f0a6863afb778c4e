#include "ubl_writer.h"

#include "ubl_parts.h"

namespace helhet::model_case {
namespace {

// Writes one document; members say what differs between the dialects and kinds.
class UblWriter {
 public:
  explicit UblWriter(const Document& document)
      : document_(document),
        credit_(document.kind == DocumentKind::kCreditNote),
        ehf2_(document.dialect == Dialect::kEhf2),
        taxed_(document.kind != DocumentKind::kPaymentRequest),
        number_scheme_(ehf2_ ? "NO:ORGNR" : "0192"),
        xml_(credit_ ? "CreditNote" : "Invoice", UblNamespaces(credit_ ? "CreditNote" : "Invoice")) {}

  std::string Write() {
    const Totals totals = SumDocument(document_);
    Head();
    References();
    Supplier();
    Customer();
    Payment();
    for (const Charge& charge : document_.charges) WriteCharge(charge);
    if (taxed_) Taxes(totals);
    Sums(totals);
    int number = 0;
    for (const Line& line : document_.lines) WriteLine(++number, line);
    return xml_.Finish();
  }

 private:
  void Head() {
    if (ehf2_) xml_.Leaf("cbc:UBLVersionID", "2.1");
    Customization();
    xml_.Leaf("cbc:ID", document_.number);
    xml_.Leaf("cbc:IssueDate", IsoDate(document_.date));
    if (!ehf2_ && !credit_) xml_.Leaf("cbc:DueDate", DueDate());
    if (credit_) {
      if (!ehf2_) xml_.Leaf("cbc:CreditNoteTypeCode", "381");
    } else if (taxed_) {
      const bool corrected = document_.kind == DocumentKind::kCorrectedInvoice;
      if (ehf2_) xml_.Leaf("cbc:InvoiceTypeCode", "380", "listID", "UNCL1001");
      else xml_.Leaf("cbc:InvoiceTypeCode", corrected ? "384" : "380");
    }
    xml_.Leaf("cbc:Note", "Eksempeldata. Dokumentet er laget for modellcasen og gjelder ikke et virkelig kjøp.");
    if (ehf2_) xml_.Leaf("cbc:DocumentCurrencyCode", "NOK", "listID", "ISO4217");
    else xml_.Leaf("cbc:DocumentCurrencyCode", "NOK");
    if (!ehf2_) xml_.Leaf("cbc:BuyerReference", document_.buyer_reference);
  }

  void Customization() {
    if (!taxed_) {
      xml_.Leaf("cbc:CustomizationID", "urn:fdc:anskaffelser.no:2019:ehf:spec:payment-request:3.0");
      xml_.Leaf("cbc:ProfileID", "urn:fdc:anskaffelser.no:2019:ehf:postaward:g3:07:1.0");
    } else if (ehf2_) {
      xml_.Leaf("cbc:CustomizationID",
                credit_ ? "urn:www.cenbii.eu:transaction:biitrns014:ver2.0:extended:urn:www.peppol.eu:bis:peppol5a:ver2.0:extended:urn:www.difi.no:ehf:kreditnota:ver2.0"
                        : "urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.peppol.eu:bis:peppol5a:ver2.0:extended:urn:www.difi.no:ehf:faktura:ver2.0");
      xml_.Leaf("cbc:ProfileID", "urn:www.cenbii.eu:profile:bii05:ver2.0");
    } else {
      xml_.Leaf("cbc:CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0");
      xml_.Leaf("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0");
    }
  }

  void References() {
    if (!document_.order_reference.empty()) {
      xml_.Open("cac:OrderReference");
      xml_.Leaf("cbc:ID", document_.order_reference);
      xml_.Leaf("cbc:SalesOrderID", document_.sales_order_reference);
      xml_.Close();
    }
    if (!document_.preceding_invoice.empty()) {
      xml_.Open("cac:BillingReference");
      xml_.Open("cac:InvoiceDocumentReference");
      xml_.Leaf("cbc:ID", document_.preceding_invoice);
      xml_.Close();
      xml_.Close();
    }
    if (!document_.contract_reference.empty()) {
      xml_.Open("cac:ContractDocumentReference");
      xml_.Leaf("cbc:ID", document_.contract_reference);
      if (ehf2_) xml_.Leaf("cbc:DocumentType", "Rammeavtale");
      xml_.Close();
    }
  }

  void Supplier() {
    const helhet::model_case::Supplier& supplier = *document_.supplier;
    xml_.Open("cac:AccountingSupplierParty");
    xml_.Open("cac:Party");
    xml_.Leaf("cbc:EndpointID", supplier.organisation_number, "schemeID", number_scheme_);
    PartyBody(supplier.name, supplier.organisation_number, supplier.city, supplier.postal_zone);
    xml_.Open("cac:Contact");
    xml_.Leaf("cbc:Name", "Kundeservice");
    xml_.Leaf("cbc:ElectronicMail", "faktura@eksempel.invalid");
    xml_.Close();
    xml_.Close();
    xml_.Close();
  }

  void Customer() {
    xml_.Open("cac:AccountingCustomerParty");
    xml_.Open("cac:Party");
    xml_.Leaf("cbc:EndpointID", document_.endpoint, "schemeID", number_scheme_);
    PartyBody(std::string(document_.buyer_name) + " kommune (eksempel)", document_.buyer_number, document_.buyer_name,
              document_.buyer_postal_zone);
    // In EHF 2 the buyer's reference is the contact's identifier; EHF 3 moved it to BuyerReference.
    if (ehf2_ && !document_.buyer_reference.empty()) {
      xml_.Open("cac:Contact");
      xml_.Leaf("cbc:ID", document_.buyer_reference);
      xml_.Close();
    }
    xml_.Close();
    xml_.Close();
  }

  void PartyBody(std::string_view name, std::string_view number, std::string_view city, std::string_view postal_zone) {
    xml_.Open("cac:PartyName");
    xml_.Leaf("cbc:Name", name);
    xml_.Close();
    xml_.Open("cac:PostalAddress");
    xml_.Leaf("cbc:StreetName", "Eksempelveien 1");
    xml_.Leaf("cbc:CityName", city);
    xml_.Leaf("cbc:PostalZone", postal_zone);
    xml_.Open("cac:Country");
    if (ehf2_) xml_.Leaf("cbc:IdentificationCode", "NO", "listID", "ISO3166-1:Alpha2");
    else xml_.Leaf("cbc:IdentificationCode", "NO");
    xml_.Close();
    xml_.Close();
    if (taxed_) {
      if (ehf2_) PartyTax(std::string(number) + "MVA", "VAT");
      else PartyTax("NO" + std::string(number) + "MVA", "VAT");
      if (!ehf2_) PartyTax("Foretaksregisteret", "TAX");
    }
    xml_.Open("cac:PartyLegalEntity");
    xml_.Leaf("cbc:RegistrationName", name);
    xml_.Leaf("cbc:CompanyID", number, "schemeID", number_scheme_);
    xml_.Close();
  }

  void PartyTax(std::string_view company, std::string_view scheme) {
    xml_.Open("cac:PartyTaxScheme");
    if (ehf2_) xml_.Leaf("cbc:CompanyID", company, "schemeID", "NO:VAT");
    else xml_.Leaf("cbc:CompanyID", company);
    TaxScheme(scheme);
    xml_.Close();
  }

  void TaxScheme(std::string_view scheme) {
    xml_.Open("cac:TaxScheme");
    xml_.Leaf("cbc:ID", scheme);
    xml_.Close();
  }

  // The account is the one that examples of IBAN use everywhere.
  void Payment() {
    xml_.Open("cac:PaymentMeans");
    xml_.Leaf("cbc:PaymentMeansCode", ehf2_ ? "31" : "30");
    if (ehf2_ || credit_) xml_.Leaf("cbc:PaymentDueDate", DueDate());
    xml_.Leaf("cbc:PaymentID", document_.number);
    xml_.Open("cac:PayeeFinancialAccount");
    xml_.Leaf("cbc:ID", "NO9386011117947");
    xml_.Close();
    xml_.Close();
    xml_.Open("cac:PaymentTerms");
    xml_.Leaf("cbc:Note", "30 dager");
    xml_.Close();
  }

  void WriteCharge(const Charge& charge) {
    xml_.Open("cac:AllowanceCharge");
    xml_.Leaf("cbc:ChargeIndicator", "true");
    if (!ehf2_) xml_.Leaf("cbc:AllowanceChargeReasonCode", charge.reason_code);
    xml_.Leaf("cbc:AllowanceChargeReason", charge.reason);
    xml_.Amount("cbc:Amount", charge.amount_minor);
    TaxCategory("cac:TaxCategory", "S", 25, false);
    xml_.Close();
  }

  void Taxes(const Totals& totals) {
    xml_.Open("cac:TaxTotal");
    xml_.Amount("cbc:TaxAmount", totals.tax_minor);
    for (const VatSubtotal& subtotal : totals.subtotals) {
      xml_.Open("cac:TaxSubtotal");
      xml_.Amount("cbc:TaxableAmount", subtotal.taxable_minor);
      xml_.Amount("cbc:TaxAmount", subtotal.tax_minor);
      TaxCategory("cac:TaxCategory", subtotal.category, subtotal.percent, true);
      xml_.Close();
    }
    xml_.Close();
  }

  // EHF 2 tells the lower rates by letters of their own.
  void TaxCategory(std::string_view element, std::string_view category, int percent, bool with_reason) {
    xml_.Open(element);
    if (ehf2_) {
      const std::string_view letter = percent == 15 ? "H" : percent == 12 ? "AA" : category;
      xml_.Leaf("cbc:ID", letter, "schemeID", "UNCL5305");
    } else {
      xml_.Leaf("cbc:ID", category);
    }
    xml_.Leaf("cbc:Percent", std::to_string(percent));
    if (with_reason && category == "E") xml_.Leaf("cbc:TaxExemptionReason", "Unntatt etter merverdiavgiftsloven kapittel 3");
    TaxScheme("VAT");
    xml_.Close();
  }

  void Sums(const Totals& totals) {
    xml_.Open("cac:LegalMonetaryTotal");
    xml_.Amount("cbc:LineExtensionAmount", totals.lines_minor);
    if (taxed_) {
      xml_.Amount("cbc:TaxExclusiveAmount", totals.tax_exclusive_minor);
      xml_.Amount("cbc:TaxInclusiveAmount", totals.tax_inclusive_minor);
      if (!document_.charges.empty()) xml_.Amount("cbc:ChargeTotalAmount", totals.charges_minor);
    }
    xml_.Amount("cbc:PayableAmount", totals.tax_inclusive_minor);
    xml_.Close();
  }

  void WriteLine(int number, const Line& line) {
    xml_.Open(credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine");
    xml_.Leaf("cbc:ID", std::to_string(number));
    xml_.Leaf(credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", Hundredths(line.quantity_hundredths), "unitCode", line.unit_code);
    xml_.Amount("cbc:LineExtensionAmount", line.NetMinor());
    if (line.order_line > 0 && line.trail != LineTrail::kSubstitute) {
      xml_.Open("cac:OrderLineReference");
      xml_.Leaf("cbc:LineID", std::to_string(line.order_line));
      xml_.Close();
    }
    xml_.Open("cac:Item");
    xml_.Leaf("cbc:Name", line.name);
    if (!line.item_number.empty()) {
      xml_.Open("cac:SellersItemIdentification");
      xml_.Leaf("cbc:ID", line.item_number);
      xml_.Close();
    }
    Classification(ehf2_ ? "UNSPSC" : "TST", line.unspsc_code);
    Classification(ehf2_ ? "CPV" : "STI", line.cpv_code);
    if (taxed_) TaxCategory("cac:ClassifiedTaxCategory", line.vat_category, line.vat_percent, false);
    xml_.Close();
    xml_.Open("cac:Price");
    xml_.Amount("cbc:PriceAmount", line.price_minor);
    xml_.Close();
    xml_.Close();
  }

  void Classification(std::string_view list, std::string_view code) {
    if (code.empty()) return;
    xml_.Open("cac:CommodityClassification");
    xml_.Leaf("cbc:ItemClassificationCode", code, "listID", list);
    xml_.Close();
  }

  // The last day of the next month: at least 28 days, as public buyers demand 30 in practice.
  std::string DueDate() const {
    const auto month = document_.date.year() / document_.date.month() + std::chrono::months(1);
    return IsoDate(Date(month / std::chrono::last));
  }

  const Document& document_;
  const bool credit_;
  const bool ehf2_;
  const bool taxed_;
  const std::string_view number_scheme_;
  XmlText xml_;
};

}  // namespace

std::string WriteUbl(const Document& document) { return UblWriter(document).Write(); }

}  // namespace helhet::model_case
