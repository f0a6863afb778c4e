// Resources as the hub holds them.
#pragma once

#include <vector>

#include "core/configuration/configuration.h"
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

// A document's row as the resource it is.
Result<api::v1::Resource> ResourceOf(const store::TenantStore& store, const ResourceKind& kind, const StoredDocument& document);

// All that the hub holds of the municipality, to lay changes over.
Result<Configuration> LoadConfiguration(store::TenantStore& store);

// So that two who change one municipality do so one after the other: the second then compares with what the
// first wrote. SQLite has one writer anyhow; PostgreSQL locks the row. Within a transaction.
Status LockConfiguration(store::TenantStore& store);

}  // namespace helhet::configuration
