// Who sends invoices and sells nothing: a tax office, a pension fund, a grant receiver, and the municipality to itself.
// The purchasing rules in config/purchasing-rules.yaml leave them out of every measure of purchasing.
#pragma once

#include <string_view>
#include <vector>

#include "catalogue.h"
#include "municipalities.h"

namespace helhet::model_case {

// In a fixed order. Their group is a pretended one: what they ask money for.
const std::vector<Supplier>& NonAddressableBodies();

// The municipality as a supplier of its own units. Null when no municipality has this organisation number.
const Supplier* InternalSupplier(std::string_view organisation_number);

}  // namespace helhet::model_case
