// Cells and rows of a table, whatever file they come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/status.h"

namespace helhet::sdk {

// What a cell holds. A CSV file has only texts; a workbook knows numbers and dates from texts.
enum class CellKind {
  kText,          // as written, without surrounding blanks; empty when there is nothing
  kNumber,        // decimal number with point, without exponent: `-1234.5`
  kDate,          // YYYY-MM-DD
  kTime,          // HH:MM:SS
  kBoolean,       // `true` or `false`
  kError,         // an error value of the workbook: `#N/A`
  kUncalculated,  // a formula that was saved without its value; the text is the formula
};

struct Cell {
  CellKind kind = CellKind::kText;
  std::string text;

  bool empty() const { return kind == CellKind::kText && text.empty(); }
  bool operator==(const Cell&) const = default;
};

// A row that is not empty.
struct TableRow {
  // As a person sees it: the row of the sheet, or the line of the file where the row begins. From 1 up.
  uint32_t number = 0;
  std::vector<Cell> cells;

  // The cell of a column, counted from 0; empty beyond the row's end.
  const Cell& At(size_t column) const {
    static const Cell kNone;
    return column < cells.size() ? cells[column] : kNone;
  }
};

// Rows one after the other, in bounded memory. Not thread-safe.
class RowSource {
 public:
  virtual ~RowSource() = default;
  // Fills `row` with the next row that is not empty; false at the end. A status is the end too: its reason is a
  // refusal's code, and its message names the row.
  virtual Result<bool> Next(TableRow& row) = 0;
};

}  // namespace helhet::sdk
