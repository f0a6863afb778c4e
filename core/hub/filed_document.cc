#include "core/hub/filed_document.h"

#include "core/render/render.h"

namespace helhet::hub {

Result<outbox::RenderedDocument> FiledDocument(const api::v1::GetA3Response& sheet) {
  HELHET_ASSIGN_OR_RETURN(std::string pdf, render::ToPdf(sheet, cli::Language::kBokmaal));
  return outbox::RenderedDocument{"application/pdf", "pdf", std::move(pdf)};
}

}  // namespace helhet::hub
