// What an actual is worth: the valuation's formula times its rate.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/measure/formula.h"
#include "helhet/model/v1/benefit.pb.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::benefit {

// What a valuation is computed from.
struct Valued {
  double actual = 0;
  std::optional<double> value;     // the measure's figure
  std::optional<double> baseline;  // what it is compared with
  std::vector<model::v1::TermValue> terms;
};

// Movable; not thread-safe (measure::Formula).
class Valuation {
 public:
  // The benefit's; `measure` is its first, or null. INVALID_ARGUMENT names the setting: a formula that cannot be read, a name that
  // stands twice.
  static Result<Valuation> Compile(const model::v1::Benefit& benefit, const model::v1::Measure* measure);

  // Øre. None without a price, when a name that the formula takes is unknown, and beyond 64 bits.
  std::optional<int64_t> Worth(const Valued& valued) const;

 private:
  Valuation() = default;

  std::optional<measure::Formula> formula_;  // none without a price
  double rate_minor_ = 0;
  std::vector<std::string> names_;  // in the formula's order
  std::map<std::string, std::optional<double>> stated_;  // numbers of assumptions
};

// Whether the benefit's valuation can be computed; as Compile.
Status CheckValuation(const model::v1::Benefit& benefit, const model::v1::Measure* measure);

}  // namespace helhet::benefit
