#include "document_kind.h"

#include "test_document.h"

namespace helhet::ehandel {
namespace {

class DocumentKindTest : public ::testing::Test {
 protected:
  Result<Document> Identify(const std::string& root, const std::string& id, const std::string& more = "") {
    xml_ = *sdk::XmlDocument::Parse(UblDocument(root, "<cbc:CustomizationID>" + id + "</cbc:CustomizationID>" + more));
    return IdentifyDocument(*xml_, flags_);
  }
  DocumentKind KindOf(const std::string& root, const std::string& id, const std::string& more = "") {
    const auto document = Identify(root, id, more);
    EXPECT_TRUE(document.ok()) << document.status().message();
    return document.ok() ? document->kind : DocumentKind::kOrder;
  }

  std::optional<sdk::XmlDocument> xml_;
  model::v1::Fact fact_;
  sdk::Flags flags_{fact_};
};

TEST_F(DocumentKindTest, IsToldByRootAndCustomisationTogether) {
  const std::string peppol = "urn:fdc:peppol.eu:poacc:trns:", ehf = ":extended:urn:fdc:anskaffelser.no:2019:ehf:spec:3.0";
  EXPECT_EQ(KindOf("Order", peppol + "order:3" + ehf), DocumentKind::kOrder);
  EXPECT_EQ(KindOf("OrderResponse", peppol + "order_response:3" + ehf), DocumentKind::kOrderResponse);
  EXPECT_EQ(KindOf("OrderResponse", peppol + "order_response_advanced:3"), DocumentKind::kOrderResponse);
  EXPECT_EQ(KindOf("OrderResponse", peppol + "order_agreement:3" + ehf), DocumentKind::kOrderAgreement);
  EXPECT_EQ(KindOf("OrderChange", peppol + "order_change:3"), DocumentKind::kOrderChange);
  EXPECT_EQ(KindOf("OrderCancellation", peppol + "order_cancellation:3"), DocumentKind::kOrderCancellation);
  EXPECT_EQ(KindOf("Catalogue", peppol + "catalogue:3" + ehf), DocumentKind::kCatalogue);
  EXPECT_EQ(KindOf("Catalogue", peppol + "punch_out:3"), DocumentKind::kPunchOutCart);
  EXPECT_EQ(KindOf("DespatchAdvice", "urn:fdc:peppol.eu:logistics:trns:advanced_despatch_advice:1"), DocumentKind::kDespatchAdvice);
  EXPECT_EQ(KindOf("ReceiptAdvice", "urn:fdc:peppol.eu:logistics:trns:receipt_advice:1"), DocumentKind::kReceiptAdvice);
  EXPECT_TRUE(fact_.flags().empty());
}

TEST_F(DocumentKindTest, KnowsTheRetiredDocuments) {
  const std::string bii = "urn:www.cenbii.eu:transaction:", difi = ":extended:urn:www.difi.no:ehf:x:ver1.0";
  EXPECT_EQ(KindOf("Order", bii + "biitrns001:ver2.0" + difi), DocumentKind::kOrder);
  EXPECT_EQ(KindOf("OrderResponse", bii + "biitrns076:ver2.0" + difi), DocumentKind::kOrderResponse);
  EXPECT_EQ(KindOf("OrderResponse", bii + "biitrns110:ver1.0" + difi), DocumentKind::kOrderAgreement);
  EXPECT_EQ(KindOf("Catalogue", bii + "biitrns077:ver1.0" + difi), DocumentKind::kPunchOutCart);
  EXPECT_TRUE(fact_.flags().empty());
}

TEST_F(DocumentKindTest, FlagsACustomisationThatIsNoneOfItsRoot) {
  EXPECT_EQ(KindOf("Order", "urn:fdc:peppol.eu:poacc:trns:catalogue:3"), DocumentKind::kOrder);
  EXPECT_TRUE(HasFlag(fact_, "customization_unknown"));
  EXPECT_EQ(KindOf("OrderResponse", "urn:own", "<cbc:OrderResponseCode>AP</cbc:OrderResponseCode>"), DocumentKind::kOrderResponse);
  EXPECT_EQ(KindOf("OrderResponse", "urn:own"), DocumentKind::kOrderAgreement);
  EXPECT_EQ(KindOf("Catalogue", ""), DocumentKind::kCatalogue);
}

TEST_F(DocumentKindTest, RefusesAnInvoiceWithTheConnectorThatReadsIt) {
  const auto document = Identify("Invoice", "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0");
  EXPECT_EQ(document.status().reason(), "not_e_commerce");
  EXPECT_EQ(document.status().message(), "an invoice (urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0), "
                                         "read it with the connector ehf");
  EXPECT_TRUE(Identify("CreditNote", "urn:x").status().message().ends_with("read it with the connector ehf"));
}

TEST_F(DocumentKindTest, RefusesOtherDocumentsByName) {
  EXPECT_EQ(Identify("ApplicationResponse", "urn:fdc:peppol.eu:poacc:trns:catalogue_response:3").status().message(),
            "a catalogue response (urn:fdc:peppol.eu:poacc:trns:catalogue_response:3), not a document of e-commerce that this "
            "connector reads");
  EXPECT_EQ(Identify("OrderResponseSimple", "urn:x").status().reason(), "not_e_commerce");
}

}  // namespace
}  // namespace helhet::ehandel
