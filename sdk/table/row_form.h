// Rows of a table as bytes of their own, kept with a record so that it can be mapped anew without the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/table/cell.h"

namespace helhet::sdk {

inline constexpr const char* kRowFormMediaType = "application/vnd.helhet.rows+json";

// Rows with what they were read from. All columns are there, those that no field is mapped from too.
struct RowForm {
  std::string table;  // locator of the file
  std::string sheet;  // empty of a CSV file
  std::vector<std::string> columns;
  std::vector<TableRow> rows;

  // As JSON: {"helhet_rows":1,"table":…,"sheet":…,"columns":[…],"rows":[{"row":12,"cells":["A-1",{"number":"12.5"}]}]}.
  std::string Text() const;
  // None when the bytes are not what Text wrote.
  static std::optional<RowForm> Parse(std::string_view bytes);
  // For a person: `avtaler.xlsx, Ark1, row 12`; of several rows the first.
  std::string Locator() const;
};

}  // namespace helhet::sdk
