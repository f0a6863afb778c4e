// The small answers of PxWebApi v2, read defensively: a member of another type counts as absent. No I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"

namespace helhet::ssb {

// GET /config.
struct ServiceConfig {
  std::string api_version;
  // Zero where the service does not say.
  uint64_t max_data_cells = 0;
  uint32_t calls_per_window = 0;
  uint32_t window_seconds = 0;
};

// GET /tables/{id}, and an element of GET /tables.
struct TableInfo {
  std::string id;
  std::string label;
  std::string updated;  // as written: it may be rubbish
  std::string first_period;
  std::string last_period;
  bool discontinued = false;
};

// One page of GET /tables.
struct TablePage {
  std::vector<TableInfo> tables;
  int total_pages = 0;
};

// application/problem+json.
struct ServiceProblem {
  std::string title;
  std::string detail;

  // `title: detail`, or the one that is there.
  std::string Text() const;
  // SSB says 403, the reference implementation 400; both name the cells or values that are too many.
  bool SaysTooManyCells() const;
};

// INVALID_ARGUMENT when the text is no JSON object, or a table has no id.
Result<ServiceConfig> ParseConfig(std::string_view json);
Result<TableInfo> ParseTable(std::string_view json);
Result<TablePage> ParseTablePage(std::string_view json);
// Nothing when the text is no problem at all, as an HTML page.
std::optional<ServiceProblem> ParseProblem(std::string_view json);

// Of the tables that a search found, the one to bind to: the newest. For a projection that is the one whose
// figures begin last, for each round is a new table and an older one may be corrected later; otherwise, and
// between equals, the one updated last, and at last the greater number.
// NOT_FOUND when there is none.
Result<TableInfo> Newest(const std::vector<TableInfo>& tables, bool is_projection);

}  // namespace helhet::ssb
