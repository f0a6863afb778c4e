#include "core/configuration/faults.h"

#include <algorithm>

#include "core/configuration/limits.h"

namespace helhet::configuration {

void Faults::Add(const std::string& origin, const std::string& what, const std::string& why, const std::string& remedy) {
  std::string line;
  for (const std::string* part : {&origin, &what, &why}) {
    if (!part->empty()) line += (line.empty() ? "" : ": ") + *part;
  }
  if (!remedy.empty()) line += "; " + remedy;
  lines_.push_back(std::move(line));
}

Status Faults::ToStatus() const {
  if (lines_.empty()) return OkStatus();
  std::string message;
  const size_t told = std::min(lines_.size(), limits::kFaults);
  for (size_t i = 0; i < told; ++i) message += (i == 0 ? "" : "\n") + lines_[i];
  if (told < lines_.size()) message += "\nand " + std::to_string(lines_.size() - told) + " more";
  return InvalidArgument(message).WithReason("configuration_invalid").WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::configuration
