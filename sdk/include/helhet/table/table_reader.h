// A table in a CSV file or a workbook: its columns by name, and its rows.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/settings.h"
#include "helhet/table/cell.h"

namespace helhet::sdk {

// How a file is read, as the settings state it.
struct TableFormat {
  char delimiter = '\0';          // 0: the one that finds the header
  std::string encoding = "auto";  // as DecodeText
  std::string sheet;              // name, or number from 1; empty means the first
  uint32_t header_row = 0;        // 0: looked for by names among the first 30 rows

  // From `delimiter`, `encoding`, `sheet` and `header_row`. INVALID_ARGUMENT that names the setting.
  static Result<TableFormat> From(const Settings& settings);
};

// A column that is asked for: any of its names will do, the first there is counts.
struct WantedColumn {
  std::vector<std::string> names;
  bool required = true;
};

// Where the columns stand: positions by ColumnKey of each name. Not thread-safe: what was looked for is remembered, since
// each row looks for the same.
class TableColumns {
 public:
  TableColumns() = default;
  explicit TableColumns(std::vector<std::string> names);

  // Position of the first of the names that the table has; npos when it has none.
  size_t Find(const std::vector<std::string>& names) const;
  // Names as written.
  const std::vector<std::string>& names() const { return names_; }
  // The name of a position for messages; its letter where the header has none.
  std::string NameOf(size_t column) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, size_t> positions_;
  mutable std::map<std::string, size_t> asked_;  // by name as asked for; npos for one that is not there
};

// An open table. Memory is bounded: the file's bytes, a row, and of a workbook the texts that its cells share.
class TableReader {
 public:
  // Finds the header: the row `header_row`, else the first row that has every required column. `bytes` must outlive the
  // reader. columns_missing names the columns that are missing, the row that comes nearest, and what stands there;
  // column_ambiguous a wanted name that stands twice. Else refuses as DecodeText, CsvReader and XlsxReader.
  static Result<TableReader> Open(std::string_view bytes, const TableFormat& format, const std::vector<WantedColumn>& wanted);

  const TableColumns& columns() const { return columns_; }
  // The sheet's name; empty of a CSV file.
  const std::string& sheet() const { return sheet_; }
  // The next row after the header, as RowSource.
  Result<bool> Next(TableRow& row) { return rows_->Next(row); }

 private:
  std::unique_ptr<std::string> text_;  // of a CSV file, decoded: the rows point into it
  std::unique_ptr<RowSource> rows_;
  TableColumns columns_;
  std::string sheet_;
};

}  // namespace helhet::sdk
