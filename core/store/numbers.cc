#include "core/store/numbers.h"

namespace helhet::store {

Result<int64_t> TakeNumbers(TenantStore& store, int64_t count) {
  HELHET_ASSIGN_OR_RETURN(const Row next, store.QueryOne(
      "INSERT INTO fact_counter (municipality_id, next_fact_id) VALUES ($1, 1 + $2) "
      "ON CONFLICT (municipality_id) DO UPDATE SET next_fact_id = fact_counter.next_fact_id + $2 RETURNING next_fact_id", {count}));
  return AsInteger(next[0]) - count;
}

}  // namespace helhet::store
