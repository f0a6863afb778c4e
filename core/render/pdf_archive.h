// From a PDF as cairo draws it to one that an archive takes: PDF/A-2a (ISO 19005-2), with the structure that was recorded while it was
// drawn.
#pragma once

#include <string>

#include "core/cli/text.h"
#include "core/render/structure.h"
#include "helhet/status.h"

namespace helhet::render {

// What the document says of itself.
struct DocumentFacts {
  std::string title;
  std::string author;  // empty when nobody is named
  std::string date;    // YYYY-MM-DD; empty, or no date, leaves it out
  cli::Language language = cli::Language::kBokmaal;
};

// Content that was drawn with the tag of decoration becomes an artifact. The same input gives the same bytes: the identifier of the
// file is made from its content. INTERNAL when the PDF cannot be read.
Result<std::string> ToArchive(const std::string& pdf, const Structure& structure, const DocumentFacts& facts);

}  // namespace helhet::render
