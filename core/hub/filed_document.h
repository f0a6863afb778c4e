// A sheet as the document that is filed.
#pragma once

#include "core/outbox/relay.h"

namespace helhet::hub {

// The edition as JSON, by the API's names: all that stands on the sheet, with the figures that it had. The same sheet gives the
// same bytes.
Result<outbox::RenderedDocument> FiledDocument(const api::v1::GetA3Response& sheet);

}  // namespace helhet::hub
