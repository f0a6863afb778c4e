#include "json_stat.h"

#include <algorithm>

namespace helhet::jsonstat {

std::optional<size_t> Dimension::Find(std::string_view code) const {
  const auto found = positions.find(code);
  if (found == positions.end()) return std::nullopt;
  return found->second;
}

std::string Dimension::Extension(const std::string& path) const {
  const auto found = extension.find(path);
  return found == extension.end() ? "" : found->second;
}

Value Dataset::value(size_t cell) const {
  if (cell >= cells_.size()) return {};
  const CellText& text = cells_[cell];
  return {text.kind, std::string_view(text_).substr(text.offset, text.length)};
}

std::string_view Dataset::status(size_t cell) const {
  if (statuses_.empty() || cell >= cell_count_) return {};
  return symbols_[statuses_[statuses_.size() == 1 ? 0 : cell]];
}

std::vector<size_t> Dataset::Positions(size_t cell) const {
  std::vector<size_t> positions(dimensions.size());
  for (size_t i = dimensions.size(); i-- > 0;) {
    const size_t size = dimensions[i].categories.size();
    positions[i] = cell % size;
    cell /= size;
  }
  return positions;
}

const Dimension* Dataset::Find(std::string_view id) const {
  const auto found = std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return d.id == id; });
  return found == dimensions.end() ? nullptr : &*found;
}

}  // namespace helhet::jsonstat
