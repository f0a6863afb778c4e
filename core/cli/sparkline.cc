#include "core/cli/sparkline.h"

#include <algorithm>
#include <cmath>

namespace helhet::cli {

std::string Sparkline(const std::vector<std::optional<double>>& values) {
  static constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::vector<double> known;
  for (const auto& value : values) {
    if (value && std::isfinite(*value)) known.push_back(*value);
  }
  if (known.size() < 2) return "";
  const auto [low, high] = std::minmax_element(known.begin(), known.end());
  std::string line;
  for (const auto& value : values) {
    if (!value || !std::isfinite(*value)) {
      line += "·";
    } else if (*high == *low) {
      line += kBars[3];
    } else {
      line += kBars[static_cast<int>(std::lround((*value - *low) / (*high - *low) * 7))];
    }
  }
  return line;
}

}  // namespace helhet::cli
