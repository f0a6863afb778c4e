// Limits of rendering, each with its reason.
#pragma once

#include <cstddef>

namespace helhet::render::limits {

// Bytes of text on a sheet: some 200 pages, and ten times what anybody has written on one.
inline constexpr size_t kTextBytes = 1u << 20;
// Lines of its texts: each is set by itself, however short it is.
inline constexpr int kLines = 20'000;
// Causes, goals, actions, benefits, participants and decisions, and units of all measures: each is a row at least.
inline constexpr int kItems = 2'000;
// Bytes of a title, a heading or a fact of the header, which stand on a line or two. Longer ones stand there shortened, and in full
// elsewhere on the page.
inline constexpr size_t kHeadBytes = 200;
// Letters of body text are never smaller, in points; and as large where there is room.
inline constexpr double kSmallestTextPt = 7;
inline constexpr double kLargestTextPt = 13;
// Where a sheet does not fit on a page anyhow, it is set in this size.
inline constexpr double kContinuedTextPt = 9;
// Bytes of text that cannot stand on one page in the smallest letters: nobody needs to try.
inline constexpr size_t kOnePageBytes = 24'000;

}  // namespace helhet::render::limits
