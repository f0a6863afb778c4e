// Tables that the platform exports: goods receipts, and how many people may order.
#pragma once

#include <string>
#include <vector>

#include "order.h"

namespace helhet::model_case {

// One row for each received line of `orders`, in the columns that the connector `ehandel` knows.
std::string ReceiptTable(const std::vector<const Order*>& orders);

// One row for each of the municipality's addresses and quarter of `years`.
std::string UserTable(const Municipality& municipality, const std::vector<int>& years);

}  // namespace helhet::model_case
