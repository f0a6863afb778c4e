// Limits of this connector, each with its reason. The service's own limits are read from its /config.
#pragma once

#include <cstddef>
#include <cstdint>

namespace helhet::ssb::limits {

// The service answers 404 to addresses of more than about 2,100 characters; POST well before that.
inline constexpr size_t kAddressCharacters = 2000;
// A data answer. The service's largest, 800,000 cells with a status each, is half of it.
inline constexpr size_t kDataBytes = 32u << 20;
// Metadata and other small answers. A table of all municipalities and ages has metadata of a megabyte.
inline constexpr size_t kSmallBytes = 16u << 20;
// Cells in one query where the service's /config does not say: a tenth of SSB's 800,000.
inline constexpr uint64_t kCellsUnknown = 80'000;
// Pages of search results that are looked through: beyond it the search is too wide to bind to.
inline constexpr int kSearchPages = 20;
inline constexpr int kSearchPageSize = 100;
// Files of saved answers for one table.
inline constexpr size_t kSavedFiles = 1000;

}  // namespace helhet::ssb::limits
