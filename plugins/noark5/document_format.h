// What a file is, in the words of Noark 5: a variant, and a format in the PRONOM register (nationalarchives.gov.uk/pronom).
#pragma once

#include <string>
#include <string_view>

namespace helhet::noark5 {

struct DocumentFormat {
  std::string variant;  // code of variantformat: A (archive format) or P (production format)
  std::string pronom;   // `fmt/477`; empty when it cannot be told, and then the core finds out
};

// By the media type and, of a PDF, by what it says of itself: PDF/A is told by `pdfaid:part` and `pdfaid:conformance` in
// its metadata (ISO 19005-1 section 6.7.11, ISO 19005-2 section 6.6.4).
DocumentFormat FormatOf(std::string_view media_type, std::string_view body);

}  // namespace helhet::noark5
