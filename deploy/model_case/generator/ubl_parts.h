// What UBL documents of several kinds share: the namespaces of the root, and a party.
#pragma once

#include <string>
#include <string_view>

#include "xml_text.h"

namespace helhet::model_case {

// The attributes of the root of `document`: `Invoice`, `Order`.
std::string UblNamespaces(std::string_view document);

// A company by its organisation number, in an element that holds a cac:Party; `endpoint` is where its documents are sent.
void WriteParty(std::string_view element, std::string_view endpoint, std::string_view number, std::string_view name, XmlText& xml);

}  // namespace helhet::model_case
