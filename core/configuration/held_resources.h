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
Result<std::vector<HeldResource>> LoadHeldResources(store::TenantStore& store, const ResourceKind& kind);

}  // namespace helhet::configuration
