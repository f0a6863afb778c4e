// Orders and what became of them as EHF 3 (Peppol BIS Ordering 3, Advanced Ordering 3 and Order Agreement 3).
#pragma once

#include <string>

#include "order.h"

namespace helhet::model_case {

// The order as it was placed.
std::string WriteOrder(const Order& order);

// The same as the supplier tells it, of an order that did not go through the platform.
std::string WriteOrderAgreement(const Order& order);

// The buyer's change, of an order that is changed.
std::string WriteOrderChange(const Order& order);

// The supplier's response, to the change where there is one. The order must have an answer that is one: accepted, with
// changes or not, or rejected.
std::string WriteOrderResponse(const Order& order);

// The buyer's cancellation.
std::string WriteOrderCancellation(const Order& order);

// What the supplier says that it has sent (Peppol BIS Despatch Advice 3).
std::string WriteDespatchAdvice(const Order& order);

}  // namespace helhet::model_case
