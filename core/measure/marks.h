// Dirty marks: facts of a kind, unit and month have changed, and what is computed from them is old.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"

namespace helhet::measure {

struct Mark {
  std::string kind;
  std::string unit_id;  // empty: the facts wait for a unit, and are in no cell
  std::string month;
  int64_t sequence = 0;
};

// The first marks, in the order of their keys; at most `limit`.
Result<std::vector<Mark>> ReadMarks(store::TenantStore& store, size_t limit);

// Deletes those marks whose sequence is still what it was when they were read: facts that changed since
// then may not have been seen, and their mark stays for the next round.
Status DeleteMarks(store::TenantStore& store, const std::vector<Mark>& marks);

}  // namespace helhet::measure
