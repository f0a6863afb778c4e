// What a document is, told by its root element and its CustomizationID together: an order agreement has the
// root of an order response, and a payment request that of an invoice.
#pragma once

#include <string>

#include "helhet/values/flags.h"
#include "helhet/model/v1/invoice.pb.h"
#include "helhet/status.h"
#include "helhet/ubl/xml.h"

namespace helhet::ehf {

// An invoice or credit note.
struct DocumentKind {
  // The Invoice or CreditNote element; within an envelope when there is one (SBDH).
  sdk::Element root;
  bool is_credit_note = false;
  model::v1::InvoiceStandard standard = model::v1::INVOICE_STANDARD_UNSPECIFIED;
  model::v1::InvoiceType type = model::v1::INVOICE_TYPE_UNSPECIFIED;
  std::string customization_id;
  std::string type_code;
  // `cac:InvoiceLine` or `cac:CreditNoteLine`, and `cbc:InvoicedQuantity` or `cbc:CreditedQuantity`.
  const char* line_name = nullptr;
  const char* quantity_name = nullptr;
};

// Tells what a document is. Refuses with not_an_invoice whatever is something else, by name: "an order
// (urn:fdc:peppol.eu:poacc:trns:order:3), not an invoice". Flags `customization_unknown` on an invoice of no
// known standard, and `type_code_contradicts_root` where the type code is of the other kind than the root.
Result<DocumentKind> IdentifyDocument(const sdk::XmlDocument& document, sdk::Flags& flags);

}  // namespace helhet::ehf
