// Rows of a CSV file (RFC 4180, with any delimiter), as spreadsheet programs write it.
#pragma once

#include <string>
#include <string_view>

#include "helhet/table/cell.h"

namespace helhet::sdk {

// Reads UTF-8 text, which must outlive the reader. A quoted cell may hold delimiters, line breaks and doubled quotes; a
// quote inside an unquoted cell is a quote. A first line `sep=;` is left out.
//
// Refuses: csv_malformed for a quote that is never closed, naming the line where it opens; too_many_rows,
// too_many_columns, cell_too_large.
class CsvReader : public RowSource {
 public:
  CsvReader(std::string_view text, char delimiter) : rest_(text), delimiter_(delimiter) { SkipSeparatorLine(); }

  Result<bool> Next(TableRow& row) override;

 private:
  void SkipSeparatorLine();
  Status ReadRow(TableRow& row);
  Status ReadQuoted(std::string& text);
  bool AtLineBreak() const { return rest_.empty() || rest_.front() == '\n' || rest_.front() == '\r'; }
  void TakeLineBreak();

  std::string_view rest_;
  char delimiter_;
  uint32_t line_ = 1;
  uint32_t rows_ = 0;
};

// The delimiter that the text itself states (`sep=;`), or 0.
char StatedDelimiter(std::string_view text);

}  // namespace helhet::sdk
