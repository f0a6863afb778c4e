// One data query: codes of each variable that is selected. No I/O.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "helhet/status.h"
#include "json_stat.h"
#include "table_spec.h"

namespace helhet::ssb {

struct VariableSelection {
  std::string variable;
  std::vector<std::string> codes;
  std::string codelist;       // empty for none
  std::string output_values;  // `aggregated`, `single` or empty
};

struct DataQuery {
  std::string table_id;
  std::vector<VariableSelection> variables;
  // Positions in `variables`; negative when there is none.
  int time = -1;
  int region = -1;

  // What the service counts against its limit: all chosen codes multiplied, empty cells too.
  uint64_t cells() const;
};

// Turns a table's settings into a query by its metadata. Contents and time are always selected, all of them
// unless the settings say otherwise; a variable that may be eliminated and is not named vanishes.
// `from_day` leaves out periods that begin before it, YYYY-MM-DD; empty takes all.
// INVALID_ARGUMENT when a variable or code is unknown, or one that cannot be eliminated is not named.
Result<DataQuery> MakeQuery(const TableSpec& spec, const jsonstat::Dataset& metadata, const std::string& from_day);

// The query in parts of at most `limit` cells that together are the whole, in order: time is split first,
// then region, then the longest variable. One part when it fits, or when each variable has one code left.
std::vector<DataQuery> Split(const DataQuery& query, uint64_t limit);

// The query as the service takes it. The address is for GET and has everything; the body is for POST, beside
// an address with format and language only.
std::string GetAddress(const std::string& base_url, const DataQuery& query, const std::string& language);
std::string PostAddress(const std::string& base_url, const DataQuery& query, const std::string& language);
std::string PostBody(const DataQuery& query);
// Whether it must be a POST: the address is too long for the service (it answers 404 to that), or a code
// holds a comma, which separates codes in an address.
bool NeedsPost(const std::string& get_address, const DataQuery& query);

}  // namespace helhet::ssb
