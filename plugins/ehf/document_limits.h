// Limits of the EHF reader, each with its reason. Those of folders and zip files stand in helhet/limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace helhet::ehf {

// Start tags and attributes of a document: each takes up to 128 bytes of the parsed tree, within 512 MiB
// for the child. An ordinary document of 30 MiB, 26,000 lines, has some 850,000.
inline constexpr size_t kXmlMarks = 1'000'000;
// Elements inside one another: UBL needs about 15, with signatures 30.
inline constexpr int kXmlDepth = 100;
// Flags of one rule on one document: the rest are counted. 26,000 lines may all break the same one.
inline constexpr int kFlagsPerRule = 10;
// An amount in minor units, a hundred billion kroner: the half million amounts that a document has room for
// still add up in 64 bits, whatever they are.
inline constexpr int64_t kAmountMinor = 10'000'000'000'000;

// The key of an invoice in bytes: a store must be able to index it, and a real one has about 50.
inline constexpr size_t kKeyBytes = 1000;

}  // namespace helhet::ehf
