#include "helhet/ubl/document_name.h"

#include <gtest/gtest.h>

#include "helhet/testing/ubl_document.h"

namespace helhet::sdk {
namespace {

std::string NameOf(const std::string& bytes) { return DocumentName(XmlDocument::Parse(bytes)->root()); }

std::string Named(const std::string& root, const std::string& customization_id) {
  return NameOf(testing::UblDocument(root, "<cbc:CustomizationID>" + customization_id + "</cbc:CustomizationID>"));
}

TEST(DocumentName, IsToldByTheCustomisationBeforeTheRoot) {
  EXPECT_EQ(Named("OrderResponse", "urn:fdc:peppol.eu:poacc:trns:order_agreement:3"),
            "an order agreement (urn:fdc:peppol.eu:poacc:trns:order_agreement:3)");
  EXPECT_EQ(Named("OrderResponse", "urn:x"), "an order response (urn:x)");
  EXPECT_EQ(Named("Invoice", "urn:fdc:anskaffelser.no:2019:ehf:spec:payment-request:3.0"),
            "a payment request (urn:fdc:anskaffelser.no:2019:ehf:spec:payment-request:3.0)");
}

TEST(DocumentName, SaysWhatAnUnknownDocumentCallsItself) {
  EXPECT_EQ(NameOf("<html xmlns='http://www.w3.org/1999/xhtml'/>"), "a document of another kind, 'html' (http://www.w3.org/1999/xhtml)");
  EXPECT_EQ(NameOf("<Order/>"), "a document of another kind, 'Order' (no namespace)");
}

TEST(DocumentName, IsUblOnlyInItsOwnNamespace) {
  EXPECT_TRUE(IsUbl(XmlDocument::Parse(testing::UblDocument("Order", ""))->root(), "Order"));
  EXPECT_FALSE(IsUbl(XmlDocument::Parse(testing::UblDocument("Order", ""))->root(), "OrderChange"));
  EXPECT_FALSE(IsUbl(XmlDocument::Parse("<Order/>")->root(), "Order"));
}

TEST(Envelope, IsTakenOffADocument) {
  const std::string open = "<s:StandardBusinessDocument xmlns:s='http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader'>"
                           "<s:StandardBusinessDocumentHeader/>", close = "</s:StandardBusinessDocument>";
  const auto around = XmlDocument::Parse(open + "<Order/>" + close);
  EXPECT_EQ(WithoutEnvelope(around->root()).name(), "Order");
  const auto nothing = XmlDocument::Parse(open + close);
  EXPECT_EQ(WithoutEnvelope(nothing->root()).LocalName(), "StandardBusinessDocument");
}

}  // namespace
}  // namespace helhet::sdk
