// Tables: for people, aligned and wrapped to the width of the terminal; for programs, as CSV.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "core/cli/style.h"
#include "core/cli/text.h"

namespace helhet::cli {

enum class Align { kLeft, kRight };

// A column. Columns of text give way when a table is too wide; numbers never break.
struct Column {
  std::string key;    // in CSV, as in proto/
  std::string title;  // for people
  Align align = Align::kLeft;
  bool is_flexible = false;  // may wrap
  bool is_for_programs = false;  // stands in CSV only: people read it within another column
};

// A value in its two forms.
struct Cell {
  Cell() = default;
  // Text: the same for people and programs.
  Cell(std::string text) : shown(std::move(text)), plain(shown) {}  // NOLINT: implicit by design
  Cell(const char* text) : Cell(std::string(text)) {}               // NOLINT: implicit by design
  // A number, a date or a word: `shown` for people, `plain` for programs.
  static Cell Value(std::string shown, std::string plain) {
    Cell cell;
    cell.shown = std::move(shown);
    cell.plain = std::move(plain);
    cell.is_text = false;
    return cell;
  }
  static Cell Count(int64_t value, Language language);
  // A title with the identifier below it, which people need for other commands; programs have it in a column.
  static Cell Titled(const std::string& title, const std::string& id);
  Cell&& In(Style look) && {
    style = look;
    return std::move(*this);
  }

  std::string shown;
  std::string plain;
  bool is_text = true;
  Style style = Style::kPlain;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  // A last column that is the same in every row.
  void AddColumn(Column column, const Cell& cell);
  bool empty() const { return rows_.empty(); }

  // `width`: columns of the terminal. A table that cannot be made so narrow is wider.
  void Print(std::ostream& out, int width, int indent, const Painter& paint) const;
  // RFC 4180 with CRLF, decimals with a point. A text that a spreadsheet would take for a formula (it begins
  // with = + - @, a tab or a carriage return) gets an apostrophe in front, as OWASP advises.
  void PrintCsv(std::ostream& out) const;

 private:
  // The same without the columns that people do not read.
  Table ForPeople() const;
  void PrintAll(std::ostream& out, int width, int indent, const Painter& paint) const;
  std::vector<int> Widths(int width) const;
  int WidestWord(size_t column) const;
  // Takes from flexible columns, down to `least`, until the table fits; gives its new width.
  int Narrow(std::vector<int>& widths, const std::vector<int>& least, int total, int width) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace helhet::cli
