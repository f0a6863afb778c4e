// A sheet as a document: a PDF for the wall and the archive, a web page for print. README.md says what they conform to.
#pragma once

#include <string>

#include "core/cli/text.h"
#include "helhet/api/v1/a3_service.pb.h"
#include "helhet/status.h"

namespace helhet::render {

// A landscape A3 page as PDF/A-2a and PDF/UA-1, with further pages where the texts are too long for one. The same sheet with the same
// figures gives the same bytes, whatever the day. RESOURCE_EXHAUSTED when the sheet is too large to be set (limits.h), FAILED_PRECONDITION
// when the machine has no fonts, INTERNAL when a library fails.
Result<std::string> ToPdf(const api::v1::GetA3Response& sheet, cli::Language language);

// One page of HTML that stands alone: no script, nothing fetched, and a policy that forbids both. Prints as landscape A3.
// RESOURCE_EXHAUSTED as above.
Result<std::string> ToHtml(const api::v1::GetA3Response& sheet, cli::Language language);

}  // namespace helhet::render
