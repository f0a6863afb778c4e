// The bytes of a document as UTF-8 text.
#pragma once

#include <string>
#include <string_view>

#include "helhet/status.h"

namespace helhet::sdk {

// Reads UTF-8, UTF-16 and ISO-8859-1, by byte order mark or by declaration (XML 1.0 appendix F), and gives
// the text without the mark. Refuses: xml_malformed for an empty document, not_xml for one that begins with
// something other than `<`, xml_encoding for another encoding, for bytes that are not what is declared, and
// for characters that XML does not allow, with their position.
Result<std::string> DecodeXml(std::string_view bytes);

}  // namespace helhet::sdk
