#include "core/measure/rollup.h"

#include <algorithm>
#include <limits>

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

// Wide enough for any number of parts, so that the order they come in does not matter.
__extension__ typedef __int128 WideInteger;

std::optional<int64_t> Sum(const std::vector<Part>& parts, size_t index, const std::string& term, std::vector<Note>& notes) {
  WideInteger sum = 0;
  for (const Part& part : parts) {
    const std::optional<int64_t>& value = (*part.values)[index];
    if (!value) {
      notes.push_back({NoteKind::kUnknownTerm, part.unit_id, part.period, term});
      return std::nullopt;
    }
    sum += *value;
  }
  if (sum >= std::numeric_limits<int64_t>::min() && sum <= std::numeric_limits<int64_t>::max()) return static_cast<int64_t>(sum);
  notes.push_back({NoteKind::kOverflow, "", "", term});
  return std::nullopt;
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
