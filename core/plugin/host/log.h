// Lines to the hub's log: standard error, with the level in front.
#pragma once

#include <cstdint>
#include <string_view>

namespace helhet::plugin_host {

// `level` as HELHET_LOG_...; a line break in `line` becomes a blank. Thread-safe.
void LogLine(int32_t level, std::string_view line);

}  // namespace helhet::plugin_host
