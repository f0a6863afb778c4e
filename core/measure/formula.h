// The formula that makes a figure of terms, in muParser's grammar.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::measure {

// Movable; not thread-safe, for the parser keeps the values it computes with.
class Formula {
 public:
  // `names` are the terms, in their order. INVALID_ARGUMENT tells what cannot be read, or which name is
  // neither a term nor a function.
  static Result<Formula> Parse(const std::string& text, const std::vector<std::string>& names);
  // Whether a term may have the name: functions and constants of the grammar may not.
  static bool IsTaken(const std::string& name);

  Formula(Formula&&) noexcept;
  Formula& operator=(Formula&&) noexcept;
  ~Formula();

  // The figure, or none: when a term that the formula names is unknown, and when the result is no finite
  // number, as after a division by zero. Here alone integers become floating point.
  std::optional<double> Evaluate(std::span<const std::optional<int64_t>> terms) const;
  // The same over figures, for what is computed of measures.
  std::optional<double> Evaluate(std::span<const std::optional<double>> figures) const;

 private:
  template <typename Number>
  std::optional<double> EvaluateWith(std::span<const std::optional<Number>> values) const;

  struct Parsed;  // hides muParser
  explicit Formula(std::unique_ptr<Parsed> parsed);
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace helhet::measure
