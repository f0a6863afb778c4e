// Names from file systems and zip files as text that can be stored and shown.
#pragma once

#include <string>
#include <string_view>

namespace helhet::sdk {

// The name as clean UTF-8: a byte that is not part of valid UTF-8, and a control character, becomes \xNN.
std::string CleanUtf8(std::string_view name);

}  // namespace helhet::sdk
