#include "core/match/order_updates.h"

namespace helhet::match {

Result<OrderUpdates> OrderUpdates::Read(store::TenantStore& store, const std::vector<std::string>& order_keys) {
  FactReader reader(store, "order_update",
                    {"number", "issue_date", "issue_time", "kind", "order_reference", "order_change_reference", "sequence_number",
                     "supplier_organisation_number", "status"},
                    {"order_line_reference", "action", "quantity_micros", "quantity_unit_code", "unit_price_micros", "seller_item_id", "standard_item_id",
                     "item_name"});
  HELHET_ASSIGN_OR_RETURN(auto facts, reader.ByKey("order_key", order_keys));
  OrderUpdates updates;
  for (StoredFact& fact : facts) updates.by_order_.insert({fact.order_key, std::move(*fact.fact.mutable_order_update())});
  return updates;
}

std::vector<const model::v1::OrderUpdate*> OrderUpdates::Of(const StoredFact& order) const {
  std::vector<const model::v1::OrderUpdate*> own;
  const auto [first, last] = by_order_.equal_range(order.order_key);
  for (auto it = first; it != last; ++it) {
    if (SpeaksOf(it->second, order.fact.order())) own.push_back(&it->second);
  }
  return own;
}

}  // namespace helhet::match
