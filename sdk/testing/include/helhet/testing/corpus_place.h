// For tests: where the corpus of published samples lies. It is read in place and is no part of the project.
// The test's target defines HELHET_SOURCE_DIR.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace helhet::testing {

inline constexpr const char* kNoCorpus =
    "the corpus of published samples is not here: set HELHET_CORPUS, or put it at ../shared/corpus beside the source";

// The corpus's folder; none when it has no part of that name: CorpusPlace("ehf").
inline std::optional<std::filesystem::path> CorpusPlace(const char* part) {
  const char* stated = std::getenv("HELHET_CORPUS");
  const std::filesystem::path place =
      stated != nullptr ? std::filesystem::path(stated) : std::filesystem::path(HELHET_SOURCE_DIR) / "../shared/corpus";
  if (!std::filesystem::is_directory(place / part)) return std::nullopt;
  return place;
}

}  // namespace helhet::testing
