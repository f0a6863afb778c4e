// What a document is, told by its root element and its CustomizationID together: an order agreement has the root of
// an order response, and a punch-out cart that of a catalogue.
#pragma once

#include "helhet/status.h"
#include "helhet/ubl/xml.h"
#include "helhet/values/flags.h"

namespace helhet::ehandel {

enum class DocumentKind {
  kOrder,
  kOrderAgreement,
  kOrderResponse,
  kOrderChange,
  kOrderCancellation,
  kCatalogue,
  kPunchOutCart,
  kDespatchAdvice,
  kReceiptAdvice,
};

struct Document {
  DocumentKind kind = DocumentKind::kOrder;
  // The element of the document; within an envelope when there is one (SBDH).
  sdk::Element root;
};

// Tells what a document is. Customisations are told by how they begin, as Norwegian documents append their own part.
// Refuses with not_e_commerce whatever is something else, by name: "an invoice (urn:cen.eu:...), read it with the
// connector ehf". Flags `customization_unknown` on a document whose customisation is none known for its root; an
// order response is then an order agreement when it has no response code, and a catalogue is one.
Result<Document> IdentifyDocument(const sdk::XmlDocument& document, sdk::Flags& flags);

}  // namespace helhet::ehandel
