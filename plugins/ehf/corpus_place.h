// For tests: where the corpus of published samples lies. It is read in place and is no part of the project.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace helhet::ehf {

inline constexpr const char* kNoCorpus =
    "the corpus of published samples is not here: set HELHET_CORPUS, or put it at ../shared/corpus beside the source";

inline std::optional<std::filesystem::path> CorpusPlace() {
  const char* stated = std::getenv("HELHET_CORPUS");
  const std::filesystem::path place =
      stated != nullptr ? std::filesystem::path(stated) : std::filesystem::path(HELHET_SOURCE_DIR) / "../shared/corpus";
  if (!std::filesystem::is_directory(place / "ehf")) return std::nullopt;
  return place;
}

}  // namespace helhet::ehf
