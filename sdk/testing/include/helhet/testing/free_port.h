// For tests: a port for a server that cannot take one by itself.
#pragma once

#include <cstdint>

namespace helhet::testing {

// A port of loopback that was free a moment ago: whoever starts a server on it tries again with another when somebody was
// faster. Aborts when there is none.
uint16_t FreePort();

}  // namespace helhet::testing
