// Records of an XML document as JSON, so that they are mapped to facts by the same paths.
#pragma once

#include <string>
#include <string_view>

#include "helhet/json/json_record.h"
#include "helhet/status.h"

namespace helhet::sdk {

// The elements at `path`, names with points between below the root element, `dokumenter.dokument`; the elements right
// below the root when it is empty. A list, empty where nothing stands there.
//
// An element with nothing but text is that text; else an object: a member for each child by its name without prefix, a
// list where several have one name, `@name` for each attribute, and `#text` for text beside them.
//
// `encoding` is `auto`, by byte order mark and declaration, else as DecodeText. Refuses as XmlDocument::Parse does.
Result<Json> XmlRecords(std::string_view bytes, const std::string& encoding, std::string_view path);

}  // namespace helhet::sdk
