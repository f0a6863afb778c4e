#include "core/measure/formula.h"

#include <muParser.h>

#include <cmath>

#include "core/measure/limits.h"

namespace helhet::measure {

struct Formula::Parsed {
  mu::Parser parser;
  std::vector<double> values;  // of the terms; the parser points into it
  std::vector<bool> used;      // the formula names the term
};

namespace {

Status Refuse(const std::string& why, const std::string& remedy) {
  return InvalidArgument("formula: " + why)
      .WithReason("formula_invalid")
      .WithSetting("formula")
      .WithRemedy(remedy)
      .WithClass(ErrorClass::kConfiguration);
}

// muParser lets a formula assign to its variables, which would change the terms of the next cell.
bool HasAssignment(const std::string& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') continue;
    if (i + 1 < text.size() && text[i + 1] == '=') {
      ++i;
    } else if (i == 0 || (text[i - 1] != '<' && text[i - 1] != '>' && text[i - 1] != '!')) {
      return true;
    }
  }
  return false;
}

std::string Joined(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

}  // namespace

Formula::Formula(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

bool Formula::IsTaken(const std::string& name) {
  const mu::Parser parser;
  return parser.GetFunDef().contains(name) || parser.GetConst().contains(name);
}

Result<Formula> Formula::Parse(const std::string& text, const std::vector<std::string>& names) {
  if (text.size() > limits::kFormulaBytes) {
    return Refuse("it has more than " + std::to_string(limits::kFormulaBytes) + " bytes", "compute less in one measure");
  }
  if (HasAssignment(text)) return Refuse("it assigns by =", "compare by ==");
  auto parsed = std::make_unique<Parsed>();
  parsed->values.assign(names.size(), 1.0);
  parsed->used.assign(names.size(), false);
  try {
    for (size_t i = 0; i < names.size(); ++i) parsed->parser.DefineVar(names[i], &parsed->values[i]);
    parsed->parser.SetExpr(text);
    parsed->parser.Eval();
    if (parsed->parser.GetNumResults() != 1) return Refuse("it has several results, parted by a comma", "leave one");
    const mu::varmap_type& used = parsed->parser.GetUsedVar();
    for (size_t i = 0; i < names.size(); ++i) parsed->used[i] = used.contains(names[i]);
  } catch (const mu::Parser::exception_type& error) {
    return Refuse(error.GetMsg(), "use the terms " + Joined(names) + ", numbers, + - * / ^, comparisons, a ? b : c, and functions as min(a, b)");
  }
  return Formula(std::move(parsed));
}

std::optional<double> Formula::Evaluate(std::span<const std::optional<int64_t>> terms) const { return EvaluateWith(terms); }

std::optional<double> Formula::Evaluate(std::span<const std::optional<double>> figures) const { return EvaluateWith(figures); }

template <typename Number>
std::optional<double> Formula::EvaluateWith(std::span<const std::optional<Number>> values) const {
  for (size_t i = 0; i < parsed_->values.size(); ++i) {
    if (i < values.size() && values[i]) {
      parsed_->values[i] = static_cast<double>(*values[i]);
    } else if (parsed_->used[i]) {
      return std::nullopt;
    }
  }
  try {
    const double figure = parsed_->parser.Eval();
    if (std::isfinite(figure)) return figure == 0 ? 0.0 : figure;  // no minus before a zero
  } catch (const mu::Parser::exception_type&) {
    // A function outside its domain: there is no figure, as after a division by zero.
  }
  return std::nullopt;
}

}  // namespace helhet::measure
