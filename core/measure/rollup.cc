#include "core/measure/rollup.h"

#include <algorithm>

namespace helhet::measure {
namespace {

std::optional<int64_t> Extreme(const std::vector<Part>& parts, size_t term, bool smallest) {
  std::optional<int64_t> extreme;
  for (const Part& part : parts) {
    const std::optional<int64_t>& value = (*part.values)[term];
    if (!value) continue;
    extreme = !extreme ? *value : smallest ? std::min(*extreme, *value) : std::max(*extreme, *value);
  }
  return extreme;
}

std::optional<int64_t> Sum(const std::vector<Part>& parts, size_t index, const std::string& term, std::vector<Note>& notes) {
  int64_t sum = 0;
  for (const Part& part : parts) {
    const std::optional<int64_t>& value = (*part.values)[index];
    if (value && !__builtin_add_overflow(sum, *value, &sum)) continue;
    notes.push_back({value ? NoteKind::kOverflow : NoteKind::kUnknownTerm, part.unit_id, part.period, term});
    return std::nullopt;
  }
  return sum;
}

}  // namespace

TermValues RollUp(const Definition& definition, const std::vector<Part>& parts, std::vector<Note>& notes) {
  TermValues whole;
  for (size_t i = 0; i < definition.terms().size(); ++i) {
    const Term& term = definition.terms()[i];
    if (term.aggregate == model::v1::AGGREGATE_MIN || term.aggregate == model::v1::AGGREGATE_MAX) {
      whole.push_back(Extreme(parts, i, term.aggregate == model::v1::AGGREGATE_MIN));
    } else {
      whole.push_back(Sum(parts, i, term.name, notes));
    }
  }
  return whole;
}

}  // namespace helhet::measure
