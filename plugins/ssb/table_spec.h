// What the settings say of one table.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "helhet/model/v1/statistic.pb.h"
#include "helhet/settings.h"
#include "helhet/status.h"

namespace helhet::ssb {

struct TableSpec {
  std::string setting;  // `settings.tables.0`, for messages
  // One of the two: the table's number, or a search that finds it anew on each read.
  std::string id;
  std::string search;

  model::v1::StatisticKind kind = model::v1::STATISTIC_KIND_HISTORY;
  std::string series;
  std::map<std::string, std::vector<std::string>> selection;  // variable -> expressions
  std::map<std::string, std::string> codelists;
  std::map<std::string, std::string> output_values;
  // Of a projection; empty means: what the table tells.
  std::string projection_round;
  std::string projection_alternative;
  std::string projection_alternative_variable;
  // The variable whose codes tell the unit, and what kind of code they are. Empty variable: the one with
  // the geo role.
  std::string unit_variable;
  std::string unit_scheme;
  std::string age_variable;
  bool accept_discontinued = false;

  // Of all of the above that decides the facts, 16 hex digits: facts are read anew when it changes.
  std::string fingerprint;

  // For messages: `table 07459`, `search 'title:…'`.
  std::string Name() const { return id.empty() ? "search '" + search + "'" : "table " + id; }
};

// The tables of the settings; INVALID_ARGUMENT with the setting's path.
// `language` and `source` (address or folder) take part in the fingerprint.
Result<std::vector<TableSpec>> ParseTables(const sdk::Settings& settings, const std::string& language,
                                           const std::string& source);

}  // namespace helhet::ssb
