// Where an order stands once its updates are counted in (core/match/README.md, section 2).
#pragma once

#include <vector>

#include "helhet/model/v1/order.pb.h"
#include "helhet/model/v1/order_update.pb.h"

namespace helhet::match {

// The order as it stands: `current_status`, and lines without those that are deleted. `updates` are those of the order,
// in any order.
model::v1::Order OrderAsItStands(model::v1::Order order, std::vector<const model::v1::OrderUpdate*> updates);

// Whether the update speaks of the order: number and supplier.
bool SpeaksOf(const model::v1::OrderUpdate& update, const model::v1::Order& order);

// Whether an invoice can rest on an order that stands so.
bool Stands(model::v1::OrderStatus status);

}  // namespace helhet::match
