// Resources as the hub holds them.
#pragma once

#include <vector>

#include "core/configuration/documents.h"
#include "core/configuration/resource_kinds.h"

namespace helhet::configuration {

// A resource with the row it stands in.
struct HeldResource {
  api::v1::Resource resource;
  StoredDocument document;
};

// All resources of a kind, by identifier, with edition and etag as of their rows.
Result<std::vector<HeldResource>> LoadResources(store::TenantStore& store, const ResourceKind& kind);

// Puts version and etag of the row into a message that has fields for them.
void SetEdition(google::protobuf::Message& content, const StoredDocument& document);

}  // namespace helhet::configuration
