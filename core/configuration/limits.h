// Limits of what people state, each with its reason. Reaching one is INVALID_ARGUMENT that names it.
#pragma once

#include <cstddef>

namespace helhet::configuration::limits {

// Bytes of a file: the model case of five municipalities takes a hundredth.
inline constexpr size_t kFileBytes = 8u << 20;
// Values in a file, each alias counted as often as it is used: aliases of aliases grow without bound.
inline constexpr int kFileValues = 500'000;
// Resources of one request: what one transaction holds in memory.
inline constexpr int kResources = 50'000;
// Faults that are told at once: nobody reads more.
inline constexpr size_t kFaults = 100;
// Bytes of one text: a sheet is one page.
inline constexpr size_t kTextBytes = 64u << 10;
// Characters of an identifier: it stands in tables and commands.
inline constexpr size_t kIdentifierCharacters = 64;
// Bytes of the name of an exported file, with room for the day: file systems take 255.
inline constexpr size_t kFileNameBytes = 200;
// Periods of an export: ten years of months.
inline constexpr int kExportPeriods = 120;

}  // namespace helhet::configuration::limits
