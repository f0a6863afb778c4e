// A sheet as the document that is filed.
#pragma once

#include "core/outbox/relay.h"

namespace helhet::hub {

// The edition as it hangs on the wall, with the figures that it had: PDF/A in bokmål, as all that is filed. The same sheet gives the
// same bytes.
Result<outbox::RenderedDocument> FiledDocument(const api::v1::GetA3Response& sheet);

}  // namespace helhet::hub
