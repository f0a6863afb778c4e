// A small curve of text: ▁▂▃▄▅▆▇█.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace helhet::cli {

// One character for each value, lowest to highest; what is not known is a dot. Values that are all equal stand
// in the middle. Empty when fewer than two are known.
std::string Sparkline(const std::vector<std::optional<double>>& values);

}  // namespace helhet::cli
