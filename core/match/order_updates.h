// The updates of orders, as they stand in the store.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/match/fact_reader.h"
#include "core/match/order_state.h"

namespace helhet::match {

class OrderUpdates {
 public:
  // Those that name one of the orders.
  static Result<OrderUpdates> Read(store::TenantStore& store, const std::vector<std::string>& order_keys);
  OrderUpdates(OrderUpdates&&) = default;

  // Those that speak of an order. Valid as long as this is.
  std::vector<const model::v1::OrderUpdate*> Of(const StoredFact& order) const;

 private:
  OrderUpdates() = default;

  std::multimap<std::string, model::v1::OrderUpdate> by_order_;
};

}  // namespace helhet::match
