// The metadata of the PDF as XMP (ISO 16684-1), which say that it is PDF/A-2a and PDF/UA-1.
#pragma once

#include <string>
#include <string_view>

#include "core/render/pdf_archive.h"

namespace helhet::render {

inline constexpr char kProducer[] = "helhet";

std::string MakeXmp(const DocumentFacts& facts);

// `nb-NO`, `nn-NO`, `en`: BCP 47.
std::string LanguageTag(cli::Language language);
// Whether it reads as YYYY-MM-DD.
bool IsDate(std::string_view text);

}  // namespace helhet::render
