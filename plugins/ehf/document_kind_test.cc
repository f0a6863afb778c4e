#include "document_kind.h"

#include "test_document.h"

namespace helhet::ehf {
namespace {

using namespace model::v1;  // NOLINT: the names of enum values are long enough

struct Kind {
  InvoiceType type;
  InvoiceStandard standard;
  bool operator==(const Kind&) const = default;
};

Kind KindOf(const std::string& text) {
  const Fact fact = FactOf(text);
  return {fact.invoice().type(), fact.invoice().standard()};
}

std::string Customized(const std::string& id) { return With(Invoice(), kPeppolId, id); }
std::string Typed(const std::string& code) { return With(Invoice(), ">380<", ">" + code + "<"); }

std::string WhyNot(const std::string& text) {
  const auto reading = Read(text);
  EXPECT_EQ(reading.status().reason(), "not_an_invoice");
  return reading.status().message();
}

TEST(DocumentKind, TellsStandardsByTheCustomization) {
  EXPECT_EQ(KindOf(Invoice()), (Kind{INVOICE_TYPE_INVOICE, INVOICE_STANDARD_PEPPOL_BIS_BILLING_3}));
  EXPECT_EQ(KindOf(Customized("urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.peppol.eu:bis:peppol4a:ver2.0:"
                              "extended:urn:www.difi.no:ehf:faktura:ver2.0")),
            (Kind{INVOICE_TYPE_INVOICE, INVOICE_STANDARD_EHF_2}));
  EXPECT_EQ(KindOf(Customized("urn:www.cenbii.eu:transaction:biicoretrdm010:ver1.0:#urn:www.cenbii.eu:profile:bii04:ver1.0#"
                              "urn:www.difi.no:ehf:faktura:ver1")),
            (Kind{INVOICE_TYPE_INVOICE, INVOICE_STANDARD_EHF_1}));
  EXPECT_EQ(KindOf(Customized("urn:cen.eu:en16931:2017")), (Kind{INVOICE_TYPE_INVOICE, INVOICE_STANDARD_EN_16931}));
}

TEST(DocumentKind, TellsEhf3DocumentsThatAreNoOrdinaryInvoices) {
  const std::string conformant = kPeppolId + "#conformant#urn:fdc:anskaffelser.no:2019:ehf:";
  EXPECT_EQ(KindOf(Customized("urn:fdc:anskaffelser.no:2019:ehf:spec:payment-request:3.0")),
            (Kind{INVOICE_TYPE_PAYMENT_REQUEST, INVOICE_STANDARD_EHF_3_OTHER}));
  EXPECT_EQ(KindOf(Customized(conformant + "reminder:3.0")), (Kind{INVOICE_TYPE_REMINDER, INVOICE_STANDARD_EHF_3_OTHER}));
  EXPECT_EQ(KindOf(Customized(conformant + "forward-billing:3.0")), (Kind{INVOICE_TYPE_INVOICE, INVOICE_STANDARD_EHF_3_OTHER}));
  const std::string self_billing = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0";
  EXPECT_EQ(KindOf(Customized(self_billing)), (Kind{INVOICE_TYPE_SELF_BILLED_INVOICE, INVOICE_STANDARD_EHF_3_OTHER}));
  EXPECT_EQ(KindOf(With(CreditNote(), kPeppolId, self_billing)),
            (Kind{INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE, INVOICE_STANDARD_EHF_3_OTHER}));
}

TEST(DocumentKind, TellsTypesByTheCode) {
  EXPECT_EQ(KindOf(Typed("384")).type, INVOICE_TYPE_CORRECTED_INVOICE);
  EXPECT_EQ(KindOf(Typed("386")).type, INVOICE_TYPE_PREPAYMENT_INVOICE);
  EXPECT_EQ(KindOf(Typed("389")).type, INVOICE_TYPE_SELF_BILLED_INVOICE);
  EXPECT_EQ(KindOf(Typed("71")).type, INVOICE_TYPE_PAYMENT_REQUEST);
  EXPECT_EQ(KindOf(Typed("82")).type, INVOICE_TYPE_INVOICE);
  EXPECT_EQ(KindOf(CreditNote()).type, INVOICE_TYPE_CREDIT_NOTE);
}

TEST(DocumentKind, LetsTheRootDecideAgainstTheCode) {
  const Fact fact = FactOf(Typed("381"));
  EXPECT_EQ(fact.invoice().type(), INVOICE_TYPE_INVOICE);
  EXPECT_EQ(fact.invoice().tax_exclusive_amount_minor(), 10000);
  EXPECT_TRUE(HasFlag(fact, "type_code_contradicts_root"));
  EXPECT_TRUE(HasFlag(FactOf(With(CreditNote(), ">381<", ">380<")), "type_code_contradicts_root"));
}

TEST(DocumentKind, AcceptsAndFlagsAnInvoiceOfNoKnownStandard) {
  const Fact fact = FactOf(Customized("urn:example:private"));
  EXPECT_TRUE(HasFlag(fact, "customization_unknown"));
  EXPECT_EQ(fact.invoice().customization_id(), "urn:example:private");
  EXPECT_TRUE(HasFlag(FactOf(Customized("")), "customization_unknown"));
}

TEST(DocumentKind, RefusesOtherDocumentsByName) {
  const auto of = [](const std::string& root, const std::string& id) {
    return WhyNot(UblDocument(root, "<cbc:CustomizationID>" + id + "</cbc:CustomizationID>"));
  };
  EXPECT_EQ(of("Order", "urn:fdc:peppol.eu:poacc:trns:order:3"), "an order (urn:fdc:peppol.eu:poacc:trns:order:3), not an invoice");
  EXPECT_EQ(of("OrderResponse", "urn:fdc:peppol.eu:poacc:trns:order_agreement:3"),
            "an order agreement (urn:fdc:peppol.eu:poacc:trns:order_agreement:3), not an invoice");
  EXPECT_EQ(of("OrderResponse", "urn:fdc:peppol.eu:poacc:trns:order_response:3:extended:urn:x"),
            "an order response (urn:fdc:peppol.eu:poacc:trns:order_response:3:extended:urn:x), not an invoice");
  EXPECT_EQ(of("Catalogue", "urn:fdc:peppol.eu:poacc:trns:punch_out:3"),
            "a punch-out cart (urn:fdc:peppol.eu:poacc:trns:punch_out:3), not an invoice");
  EXPECT_EQ(WhyNot(UblDocument("Reminder", "")),
            "a reminder (urn:oasis:names:specification:ubl:schema:xsd:Reminder-2), not an invoice");
}

TEST(DocumentKind, RefusesUnknownDocumentsByTheirRoot) {
  EXPECT_EQ(WhyNot("<html/>"), "a document of another kind, 'html' (no namespace), not an invoice");
  EXPECT_EQ(WhyNot("<Invoice xmlns='urn:other'/>"), "a document of another kind, 'Invoice' (urn:other), not an invoice");
}

TEST(DocumentKind, ReadsTheDocumentInsideAnEnvelope) {
  std::string inside = Invoice();
  inside.erase(0, inside.find("?>") + 2);
  const std::string space = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader";
  const std::string envelope = "<sh:StandardBusinessDocument xmlns:sh='" + space +
                               "'><sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion>"
                               "</sh:StandardBusinessDocumentHeader>" + inside + "</sh:StandardBusinessDocument>";
  EXPECT_EQ(FactOf(envelope).SerializeAsString(), FactOf(Invoice()).SerializeAsString());
  EXPECT_EQ(WhyNot("<StandardBusinessDocument xmlns='" + space + "'/>"),
            "a document of another kind, 'StandardBusinessDocument' (" + space + "), not an invoice");
}

}  // namespace
}  // namespace helhet::ehf
