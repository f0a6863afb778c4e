// Figures of several units or periods, put together from terms. Ratios are never averaged: the formula is
// applied to terms that have been put together.
#pragma once

#include <string>
#include <vector>

#include "core/measure/definition.h"

namespace helhet::measure {

// What should be told beside a figure.
enum class NoteKind {
  kUnknownTerm,  // a part's term is unknown, so the whole has none
  kOverflow,     // the term does not fit in 64 bits when the parts are added
  kUnitMissing,  // a unit that had figures earlier in the period has none where the stock is read
  kSplit,        // figures of a unit that was split stand here, as they cannot be divided
  kMoved,        // the unit was renamed or merged; its figures stand under the one that came after
};

struct Note {
  NoteKind kind;
  std::string unit_id;  // the part's, where one is meant; for kMoved the one that came after
  std::string period;   // the part's, where one is meant
  std::string term;     // of kUnknownTerm and kOverflow
  bool operator==(const Note&) const = default;
};

// Terms of one cell that has facts.
struct Part {
  std::string unit_id;
  std::string period;
  const TermValues* values;
};

// The terms of the whole: counts and sums are added, min and max are taken of the known ones. An unknown
// sum makes the whole unknown. Not for distinct counts, whose parts overlap.
TermValues RollUp(const Definition& definition, const std::vector<Part>& parts, std::vector<Note>& notes);

}  // namespace helhet::measure
