// Codes of the code lists that order responses and changes are written with.
#pragma once

#include <optional>
#include <string>

#include "helhet/model/v1/order_update.pb.h"
#include "helhet/status.h"

namespace helhet::ehandel {

// Where an order stands by the code of a response: UNCL4343 of Peppol BIS 3, UNCL1225 of EHF 2. Refuses:
// response_code_missing, response_code_unknown.
Result<model::v1::OrderStatus> StatusOfResponse(const std::string& code);

// What becomes of a line by its status code: UNCL1229 of Peppol BIS 3, UNCL1225 of EHF 2. None for another code.
std::optional<model::v1::OrderLineAction> ActionOfLine(const std::string& code);

}  // namespace helhet::ehandel
