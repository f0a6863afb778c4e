// Refuses what an XML parser must not be given, before it is given anything.
#pragma once

#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::sdk {

// Refuses: xml_doctype for a document type declaration, the way in for entity bombs and for files and
// addresses of others (UBL has none, and no other declaration makes an entity); xml_malformed for a reference
// to an entity that XML itself does not define; xml_too_many_elements over limits::kXmlMarks. `text` is UTF-8.
Status ScreenXml(std::string_view text);

// `line 12, byte 345` of a place in a text, lines from 1.
std::string PlaceInText(std::string_view text, size_t offset);

}  // namespace helhet::sdk
