// Records of a JSON answer as rows of a table, so that they are mapped to facts as any table's rows are.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"
#include "helhet/table/cell.h"

namespace helhet::sdk {

using Json = nlohmann::ordered_json;

// Parses an answer or a kept record. INVALID_ARGUMENT with reason not_json, or json_too_deep beyond 100 levels.
Result<Json> ParseJson(std::string_view text);

// What stands at a dotted path, `data.items` or `lines.0.amount`; null when nothing does. An empty path is the whole.
const Json* At(const Json& value, std::string_view path);

// How records become rows.
struct RecordShape {
  // Path of the list of lines in a record. Empty: a record is one row.
  std::string lines_at;
  // Whether a text such as `1234.50` is a number with a decimal point, as most services that write numbers as texts mean.
  bool points_in_texts = true;
};

// The rows of one record: one for each element of the list at `lines_at`, one when there are none. A cell stands at each
// path of `columns`, within the element where the path leads into the list. A list of plain values is their texts with
// commas between; an object or a list of other things is empty.
std::vector<TableRow> RowsOf(const Json& record, const RecordShape& shape, const std::vector<std::string>& columns);

// One value as a cell.
Cell CellOf(const Json* value, bool points_in_texts);

}  // namespace helhet::sdk
