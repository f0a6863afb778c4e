// A table in the form that its receiver reads.
#pragma once

#include <string>

#include "core/export/table.h"

namespace helhet::exports {

// What a file says of itself beside its rows, where its form has room for it.
struct Heading {
  std::string municipality_id;
  std::string export_id;
  std::string title;
  std::string time;  // RFC 3339, of the figures
};

// RFC 4180 with `delimiter` between cells. A text that a spreadsheet would run as a formula is set behind an apostrophe (OWASP, CSV
// injection); numbers never are.
struct CsvDialect {
  char delimiter = ',';
  char decimal_mark = '.';
  bool byte_order_mark = false;
};
std::string ToCsv(const Table& table, const CsvDialect& dialect);

// One object: the heading, and `rows` as objects by column.
std::string ToJson(const Table& table, const Heading& heading);

// A workbook with one sheet. INTERNAL when it cannot be written.
Result<std::string> ToXlsx(const Table& table, const Heading& heading);

// Without an exponent, and the shortest that reads as the same number.
std::string NumberText(double value);

}  // namespace helhet::exports
