#include "core/hub/filed_document.h"

#include "core/configuration/documents.h"

namespace helhet::hub {

Result<outbox::RenderedDocument> FiledDocument(const api::v1::GetA3Response& sheet) {
  return outbox::RenderedDocument{"application/json", "json", configuration::ToJson(sheet)};
}

}  // namespace helhet::hub
