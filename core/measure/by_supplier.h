// How a term falls on suppliers: the facts that an explanation lists, by who sold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/period.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// The facts of one supplier behind a term.
struct SupplierBehind {
  std::string organisation_number;  // empty for all facts without one, which are one group
  std::string name;                 // the last in order of those the facts give; empty for the group without a number
  int64_t facts = 0;                // or lines, when the term takes lines
  std::optional<int64_t> value;     // what they bring to the term; none when unknown or beyond 64 bits
};

struct SuppliersPage {
  std::vector<SupplierBehind> suppliers;  // largest value first, then by number
  int64_t total = 0;                      // on all pages
  std::string next_page_token;            // empty on the last page
};

// A page of the suppliers behind a term in some units, at least one, and a period; `today` as ComputeOver. All pages together come to the
// term, as counts and sums of parts do. INVALID_ARGUMENT for a minimum, a maximum or a distinct count, for facts that
// name no supplier, and for a page token that is none.
Result<SuppliersPage> GroupBySupplier(store::TenantStore& store, const Definition& definition, size_t term,
                                      const std::vector<std::string>& unit_ids, const CalendarPeriod& period, const std::string& today,
                                      int page_size, const std::string& page_token);

}  // namespace helhet::measure
