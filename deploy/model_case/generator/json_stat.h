// A table of Statistics Norway's, and how PxWebApi v2 answers it in JSON-stat 2.0.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::model_case {

struct Category {
  std::string code;
  std::string label;
};

struct Dimension {
  std::string code;
  std::string label;
  std::vector<Category> categories;
};

struct Cell {
  std::optional<int64_t> value;  // unset is null in the answer
  std::string symbol;            // why there is none: `.`, `..`, `:`
};

struct Table {
  std::string id;
  std::string label;
  std::string updated;                // RFC 3339, UTC
  std::vector<Dimension> dimensions;  // the last is time, the one before it the contents
  std::vector<Cell> cells;            // row-major, the last dimension fastest
};

// `<folder>/config.json`: limits and languages of the service.
Status WriteConfig(const std::filesystem::path& folder);

// `<folder>/table.json`, `metadata.json` (no values) and `data.json`.
Status WriteTable(const std::filesystem::path& folder, const Table& table);

}  // namespace helhet::model_case
