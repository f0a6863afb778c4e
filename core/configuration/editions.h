// Editions that a resource has had: rules and definitions change, and figures were computed under them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/configuration/resource_kinds.h"
#include "core/store/tenant_store.h"

namespace helhet::configuration {

// One edition, with the fields that differ from the one before; none for the first.
struct Edition {
  int64_t version = 0;
  int64_t stated_us = 0;
  std::vector<api::v1::FieldChange> fields;
};

// Editions below `before_version`, newest first, at most `limit`; before 0 means all. NOT_FOUND names the resource when
// there is none of that name.
Result<std::vector<Edition>> ListEditions(store::TenantStore& store, const ResourceKind& kind, const std::string& resource_id,
                                          int64_t before_version, size_t limit);

}  // namespace helhet::configuration
