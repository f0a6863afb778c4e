// What is wrong with what people stated: gathered, and told all at once.
#pragma once

#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::configuration {

// Faults in the order they were found.
class Faults {
 public:
  // `measures.yaml:12: measure 'x': terms[0].filter: why; what to do`, each part where there is one.
  void Add(const std::string& origin, const std::string& what, const std::string& why, const std::string& remedy = "");

  bool empty() const { return lines_.empty(); }
  const std::vector<std::string>& lines() const { return lines_; }
  // OK when there are none; else INVALID_ARGUMENT with one fault a line.
  Status ToStatus() const;

 private:
  std::vector<std::string> lines_;
};

}  // namespace helhet::configuration
