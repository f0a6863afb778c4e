// The document a fact was read from, as the source wrote it: where a drill-down ends.
#pragma once

#include <cstdint>
#include <string>

#include "core/store/tenant_store.h"
#include "helhet/api/v1/measure_service.pb.h"

namespace helhet::measure {

// Bytes of a document in one answer: gRPC clients take messages of 4 MiB when nobody tells them otherwise, and
// this leaves room for the rest of the message.
inline constexpr int64_t kDocumentPieceBytes = (4 << 20) - (64 << 10);

// A piece of the document behind the fact that the request names. NOT_FOUND when there is no such fact, or when its
// bytes are not kept; INVALID_ARGUMENT when several connectors have one of that key and none is named, and for an
// offset outside the document.
Result<api::v1::GetSourceDocumentResponse> AnswerSourceDocument(store::TenantStore& store, const api::v1::GetSourceDocumentRequest& request);

}  // namespace helhet::measure
