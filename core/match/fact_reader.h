// Facts back from their rows, those fields that matching looks at.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/model/fact_schema.h"
#include "core/store/key_lists.h"
#include "core/store/tenant_store.h"

namespace helhet::match {

// A fact as it stands in the store.
struct StoredFact {
  int64_t fact_id = 0;
  std::string unit_id;
  std::string month;
  bool counted = false;
  // The keys by which it is found.
  std::string order_key;
  std::string invoice_key;
  std::string preceding_key;
  model::v1::Fact fact;
};

// Reads facts of one kind, with lines if it has any.
class FactReader {
 public:
  // `fields` and `line_fields` are names in the model; what is not named stays unset.
  FactReader(store::TenantStore& store, std::string_view kind, const std::vector<std::string>& fields,
             const std::vector<std::string>& line_fields = {});

  // The facts of those numbers, in the order of their numbers. A number without a fact is passed over.
  Result<std::vector<StoredFact>> ById(const std::vector<int64_t>& fact_ids);
  // The facts that count and have one of the keys in a key column: `order_key`.
  Result<std::vector<StoredFact>> ByKey(const std::string& column, const std::vector<std::string>& keys);

 private:
  template <typename Keys>
  Result<std::vector<StoredFact>> Where(const std::string& condition, const Keys& keys);
  Status ReadLines(std::vector<StoredFact>& facts);

  store::TenantStore& store_;
  const model::FactTable* kind_;
  const model::FactTable* lines_ = nullptr;
  std::vector<const model::FactField*> fields_;
  std::vector<const model::FactField*> line_fields_;
};

}  // namespace helhet::match
