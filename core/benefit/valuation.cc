#include "core/benefit/valuation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

namespace helhet::benefit {
namespace {

using model::v1::Benefit;
using model::v1::Measure;

constexpr const char* kActual = "actual";
constexpr const char* kValue = "value";
constexpr const char* kBaseline = "baseline";
// Beyond this a rounded double is no 64-bit integer.
constexpr double kLargestMinor = 9.2e18;

// An assumption that gives a number a name: `minutter = 12 minutter for å kontere`. Decimals by a point.
struct NamedNumber {
  std::string name;
  double number = 0;
};

std::optional<NamedNumber> ReadAssumption(const std::string& text) {
  static const std::regex pattern("^([a-z][a-z0-9_]{0,63}) *= *(-?[0-9]{1,15}(\\.[0-9]{1,9})?)(?![0-9.]).*");
  std::smatch found;
  // The pattern looks at the beginning alone; a long text is not searched through.
  const std::string beginning = text.substr(0, 200);
  if (!std::regex_search(beginning, found, pattern)) return std::nullopt;
  NamedNumber named{found[1].str(), 0};
  const std::string digits = found[2].str();
  std::from_chars(digits.data(), digits.data() + digits.size(), named.number);
  return named;
}

Status Refuse(const Benefit& benefit, const std::string& setting, const std::string& why, const std::string& remedy) {
  return InvalidArgument("benefit '" + benefit.benefit_id() + "': " + why)
      .WithReason("valuation_invalid").WithSetting(setting).WithRemedy(remedy).WithClass(ErrorClass::kConfiguration);
}

}  // namespace

Result<Valuation> Valuation::Compile(const Benefit& benefit, const Measure* measure) {
  Valuation valuation;
  if (!benefit.has_valuation()) return valuation;
  valuation.rate_minor_ = static_cast<double>(benefit.valuation().rate_minor());
  valuation.names_ = {kActual, kValue, kBaseline};
  const auto is_named = [&](const std::string& name) { return std::find(valuation.names_.begin(), valuation.names_.end(), name) != valuation.names_.end(); };
  if (measure != nullptr) {
    for (const auto& term : measure->terms()) {
      // What the benefit itself means goes before a term of the same name.
      if (!is_named(term.name())) valuation.names_.push_back(term.name());
    }
  }
  for (int i = 0; i < benefit.assumptions_size(); ++i) {
    const auto named = ReadAssumption(benefit.assumptions(i));
    if (!named) continue;
    const std::string setting = "assumptions[" + std::to_string(i) + "]";
    if (measure::Formula::IsTaken(named->name)) return Refuse(benefit, setting, "'" + named->name + "' is a function's name", "give the number another name");
    if (is_named(named->name)) return Refuse(benefit, setting, "'" + named->name + "' means something else already", "give the number another name");
    valuation.names_.push_back(named->name);
    valuation.stated_[named->name] = named->number;
  }
  const std::string& stated = benefit.valuation().formula();
  auto formula = measure::Formula::Parse(stated.empty() ? kActual : stated, valuation.names_);
  if (!formula.ok()) return Status(formula.status()).Annotate("benefit '" + benefit.benefit_id() + "'").WithSetting("valuation.formula");
  valuation.formula_ = *std::move(formula);
  return valuation;
}

std::optional<int64_t> Valuation::Worth(const Valued& valued) const {
  if (!formula_) return std::nullopt;
  std::vector<std::optional<double>> values;
  for (const std::string& name : names_) {
    if (name == kActual) {
      values.push_back(valued.actual);
    } else if (name == kValue) {
      values.push_back(valued.value);
    } else if (name == kBaseline) {
      values.push_back(valued.baseline);
    } else if (const auto stated = stated_.find(name); stated != stated_.end()) {
      values.push_back(stated->second);
    } else {
      const auto term = std::find_if(valued.terms.begin(), valued.terms.end(), [&](const auto& one) { return one.name() == name; });
      const bool known = term != valued.terms.end() && term->has_value();
      values.push_back(known ? std::optional<double>(static_cast<double>(term->value())) : std::nullopt);
    }
  }
  const auto units = formula_->Evaluate(values);
  if (!units) return std::nullopt;
  const double worth = *units * rate_minor_;
  if (!std::isfinite(worth) || std::abs(worth) > kLargestMinor) return std::nullopt;
  return std::llround(worth);
}

Status CheckValuation(const Benefit& benefit, const Measure* measure) { return Valuation::Compile(benefit, measure).status(); }

}  // namespace helhet::benefit
