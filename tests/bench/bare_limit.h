// The least that storing invoices can cost: one process, the same parse, the same hashes and compression, the
// same rows in the same tables with the same indexes and durability. No child, no gRPC, no look-up of what
// is there, no units, no marks, no figures.
#pragma once

#include <filesystem>

#include "core/store/tenant_store.h"

namespace helhet::bench {

Status StoreBare(store::TenantStore& store, const std::filesystem::path& folder, bool keep_raw);

}  // namespace helhet::bench
