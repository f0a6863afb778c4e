// Orders and what became of them as EHF 3 (Peppol BIS Ordering 3).
#pragma once

#include <string>

#include "order.h"

namespace helhet::model_case {

// The order as it was placed.
std::string WriteOrder(const Order& order);

// The supplier's response. The order must have an answer that is one: accepted, with changes or not, or rejected.
std::string WriteOrderResponse(const Order& order);

// The buyer's cancellation.
std::string WriteOrderCancellation(const Order& order);

}  // namespace helhet::model_case
