#include "document_kind.h"

#include "helhet/ubl/document_name.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::ehandel {
namespace {

// How a CustomizationID begins in documents of one kind: EHF 3 and Peppol BIS 3, and CEN BII, which EHF 2 built on.
struct Customization {
  const char* root;
  const char* beginning;
  DocumentKind kind;
};
constexpr Customization kKnown[] = {
    {"Order", "urn:fdc:peppol.eu:poacc:trns:order:3", DocumentKind::kOrder},
    {"Order", "urn:www.cenbii.eu:transaction:biitrns001:", DocumentKind::kOrder},
    {"OrderResponse", "urn:fdc:peppol.eu:poacc:trns:order_response:3", DocumentKind::kOrderResponse},
    {"OrderResponse", "urn:fdc:peppol.eu:poacc:trns:order_response_advanced:3", DocumentKind::kOrderResponse},
    {"OrderResponse", "urn:www.cenbii.eu:transaction:biitrns076:", DocumentKind::kOrderResponse},
    {"OrderResponse", "urn:fdc:peppol.eu:poacc:trns:order_agreement:3", DocumentKind::kOrderAgreement},
    {"OrderResponse", "urn:www.cenbii.eu:transaction:biitrns110:", DocumentKind::kOrderAgreement},
    {"OrderChange", "urn:fdc:peppol.eu:poacc:trns:order_change:3", DocumentKind::kOrderChange},
    {"OrderCancellation", "urn:fdc:peppol.eu:poacc:trns:order_cancellation:3", DocumentKind::kOrderCancellation},
    {"Catalogue", "urn:fdc:peppol.eu:poacc:trns:catalogue:3", DocumentKind::kCatalogue},
    {"Catalogue", "urn:www.cenbii.eu:transaction:biitrns019:", DocumentKind::kCatalogue},
    {"Catalogue", "urn:fdc:peppol.eu:poacc:trns:punch_out:3", DocumentKind::kPunchOutCart},
    {"Catalogue", "urn:www.cenbii.eu:transaction:biitrns077:", DocumentKind::kPunchOutCart},
    {"DespatchAdvice", "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3", DocumentKind::kDespatchAdvice},
    {"DespatchAdvice", "urn:fdc:peppol.eu:logistics:trns:advanced_despatch_advice:1", DocumentKind::kDespatchAdvice},
    {"DespatchAdvice", "urn:www.cenbii.eu:transaction:biitrns016:", DocumentKind::kDespatchAdvice},
    {"ReceiptAdvice", "urn:fdc:peppol.eu:logistics:trns:receipt_advice:1", DocumentKind::kReceiptAdvice},
};

// What a document is whose customisation is none of these. Only the kind's first row says so.
const Customization* ByRoot(const sdk::Element& root) {
  const bool is_agreement = root.LocalName() == "OrderResponse" && !root.Child("cbc:OrderResponseCode");
  for (const Customization& known : kKnown) {
    if (is_agreement && known.kind != DocumentKind::kOrderAgreement) continue;
    if (sdk::IsUbl(root, known.root)) return &known;
  }
  return nullptr;
}

Status NotECommerce(const sdk::Element& root) {
  const std::string name = sdk::DocumentName(root);
  const bool is_invoice = sdk::IsUbl(root, "Invoice") || sdk::IsUbl(root, "CreditNote");
  if (is_invoice) {
    return sdk::Refused("not_e_commerce", name + ", read it with the connector ehf", "move it to the folder of the connector ehf");
  }
  return sdk::Refused("not_e_commerce", name + ", not a document of e-commerce that this connector reads",
                      "move it to the folder of a connector that reads such documents, or take it away");
}

}  // namespace

Result<Document> IdentifyDocument(const sdk::XmlDocument& document, sdk::Flags& flags) {
  const sdk::Element root = sdk::WithoutEnvelope(document.root());
  const std::string id = root.Child("cbc:CustomizationID").Text();
  for (const Customization& known : kKnown) {
    if (sdk::IsUbl(root, known.root) && id.starts_with(known.beginning)) return Document{known.kind, root};
  }
  const Customization* guess = ByRoot(root);
  if (guess == nullptr) return NotECommerce(root);
  flags.Add("customization_unknown", "cbc:CustomizationID",
            sdk::Quoted(id) + " names no known kind of " + std::string(root.LocalName()));
  return Document{guess->kind, root};
}

}  // namespace helhet::ehandel
