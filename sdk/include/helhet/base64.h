// Base64, with either alphabet (RFC 4648).
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// The standard alphabet, padded: `+`, `/`, `=`.
std::string Base64(std::string_view bytes);
// The alphabet for addresses, not padded: `-`, `_`.
std::string Base64Url(std::string_view bytes);

}  // namespace helhet::sdk
