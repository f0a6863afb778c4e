// JSON documents that are made to exhaust a reader, told before a tree is built of them.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "helhet/status.h"

namespace helhet::agreements {

// The document's tree. Refuses: json_malformed with the place, json_too_deep, json_too_many_values.
Result<nlohmann::json> ParseJson(std::string_view bytes);

}  // namespace helhet::agreements
