#include "core/benefit/effect.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace helhet::benefit {
namespace {

using measure::CalendarPeriod;
using measure::Definition;

// Tried values have nothing in common, so that a formula that does not add up does not by chance.
constexpr std::array<int64_t, 3> kSteps = {7919, 104'729, 1'299'709};

// Terms for one try: different for each term.
measure::TermValues Tried(size_t terms, int64_t step, int64_t start) {
  measure::TermValues values;
  for (size_t i = 0; i < terms; ++i) values.push_back(start + step * static_cast<int64_t>(i * i + 3 * i + 1) % 99'991);
  return values;
}

bool AddsUpAt(const Definition& definition, int64_t step) {
  const auto one = Tried(definition.terms().size(), step, 17);
  // The other way round, so that the greater of two terms is now the one and now the other.
  auto other = Tried(definition.terms().size(), step + 2, 1009);
  std::reverse(other.begin(), other.end());
  measure::TermValues both;
  for (size_t i = 0; i < one.size(); ++i) both.push_back(*one[i] + *other[i]);
  const auto a = definition.Evaluate(one), b = definition.Evaluate(other), sum = definition.Evaluate(both);
  return a && b && sum && std::abs(*a + *b - *sum) <= 1e-9 * (std::abs(*a) + std::abs(*b) + 1);
}

}  // namespace

std::optional<CalendarPeriod> ReferenceOf(const CalendarPeriod& period, const CalendarPeriod& baseline, bool is_stock) {
  if (is_stock || period.length() == baseline.length()) return baseline;
  // Periods lie within one calendar year each, so the same place in the baseline's year is found by going year by year.
  const std::string place = baseline.Text().substr(0, 4) + period.Text().substr(4);
  const auto moved = CalendarPeriod::Parse(place);
  if (!moved.ok() || !baseline.Contains(*moved)) return std::nullopt;
  return *moved;
}

std::vector<CalendarPeriod> PartsOf(const CalendarPeriod& baseline, const Definition& definition) {
  std::vector<CalendarPeriod> parts = {baseline};
  if (definition.is_stock()) return parts;
  for (const auto length : {model::v1::PERIOD_HALF, model::v1::PERIOD_TERTIAL, model::v1::PERIOD_QUARTER, model::v1::PERIOD_MONTH}) {
    if (length == baseline.length()) continue;
    const auto of_length = baseline.Split(length);
    if (!of_length.ok() || !of_length->front().Split(definition.grain()).ok()) continue;
    parts.insert(parts.end(), of_length->begin(), of_length->end());
  }
  return parts;
}

double SignOf(const model::v1::Measure& measure) {
  switch (measure.direction()) {
    case model::v1::MEASURE_DIRECTION_UP: return 1;
    case model::v1::MEASURE_DIRECTION_DOWN: return -1;
    default: return 0;
  }
}

bool AddsUp(const Definition& definition) {
  const bool parts_add = std::all_of(definition.terms().begin(), definition.terms().end(), [](const measure::Term& term) {
    return term.aggregate == model::v1::AGGREGATE_COUNT || term.aggregate == model::v1::AGGREGATE_SUM;
  });
  return !definition.is_stock() && parts_add && std::all_of(kSteps.begin(), kSteps.end(), [&](int64_t step) { return AddsUpAt(definition, step); });
}

bool ComputesTheSame(const Definition& one, const Definition& other) {
  return one.SharesCells(other) && one.measure().formula() == other.measure().formula() && one.is_stock() == other.is_stock() &&
         one.measure().direction() == other.measure().direction();
}

}  // namespace helhet::benefit
