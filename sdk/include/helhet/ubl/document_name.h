// What a UBL document is, told to a person, and where it begins.
#pragma once

#include <string>

#include "helhet/ubl/xml.h"

namespace helhet::sdk {

// Namespaces of UBL's documents begin so: `...xsd:Order-2`.
inline constexpr std::string_view kUblDocuments = "urn:oasis:names:specification:ubl:schema:xsd:";

// Whether an element is the root of a UBL 2 document of that name: IsUbl(root, "Order").
bool IsUbl(const Element& root, std::string_view name);

// The document within the envelope that access points put around documents (SBDH): what follows its header. An
// element that is no envelope, or one around nothing, is given back.
Element WithoutEnvelope(Element root);

// A document by its customisation, else its root: `an order (urn:fdc:peppol.eu:poacc:trns:order:3)`. Of an
// unknown kind: `a document of another kind, 'html' (http://www.w3.org/1999/xhtml)`.
std::string DocumentName(const Element& root);

}  // namespace helhet::sdk
