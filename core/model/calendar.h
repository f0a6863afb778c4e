// Days as text.
#pragma once

#include <string_view>

namespace helhet::model {

// A day that exists, YYYY-MM-DD, from the year 1000 on.
bool IsDate(std::string_view text);

}  // namespace helhet::model
