// Limits of measures, each with its reason. Reaching one is an error that names it.
#pragma once

#include <cstddef>

namespace helhet::measure::limits {

// A filter is read by people; the longest of the model case has 200 characters.
inline constexpr size_t kFilterBytes = 4096;
// Parentheses and NOT inside each other, for the parser and the databases go down one call for each.
inline constexpr int kFilterDepth = 32;
// Comparisons in a filter: SQLite takes expressions 1,000 deep, and a chain of AND is as deep as it is long.
inline constexpr int kFilterComparisons = 200;
// Days from the one that facts are looked at on: a century, so that no date leaves the years that have four digits.
inline constexpr int kDayOffset = 36'525;
// The first year for which standing facts are counted, whatever day they say that they hold from: no register that is
// read is older, and it is a year and not an age, so that figures do not depend on when they were computed.
inline constexpr int kFirstStandingYear = 2000;
// A formula is read by people too.
inline constexpr size_t kFormulaBytes = 1000;
// Terms of a measure.
inline constexpr size_t kTerms = 20;
// Terms computed by one statement: databases take 1,600 columns and more, and a term takes up to four.
inline constexpr size_t kStatementTerms = 300;
// Cells, or marks, in a transaction: what a crash repeats, and how long other writers wait.
inline constexpr size_t kChunkCells = 256;
// Units times periods of a question.
inline constexpr size_t kFigures = 10'000;
// Facts on a page of an explanation.
inline constexpr int kPageFacts = 1000;

}  // namespace helhet::measure::limits
