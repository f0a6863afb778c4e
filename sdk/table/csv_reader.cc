#include "csv_reader.h"

#include <algorithm>

#include "helhet/table/blanks.h"
#include "helhet/values/refusal.h"
#include "table_limits.h"

namespace helhet::sdk {
namespace {

std::string LineName(uint32_t line) { return "line " + std::to_string(line); }

}  // namespace

char StatedDelimiter(std::string_view text) {
  const bool is_stated = text.starts_with("sep=") && text.size() > 5 && (text[5] == '\n' || text[5] == '\r');
  return is_stated ? text[4] : '\0';
}

void CsvReader::SkipSeparatorLine() {
  if (StatedDelimiter(rest_) == '\0') return;
  rest_.remove_prefix(5);
  TakeLineBreak();
}

void CsvReader::TakeLineBreak() {
  if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
  if (!rest_.empty()) rest_.remove_prefix(1);
  ++line_;
}

Result<bool> CsvReader::Next(TableRow& row) {
  while (!rest_.empty()) {
    HELHET_RETURN_IF_ERROR(ReadRow(row));
    if (std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.empty(); })) continue;
    if (++rows_ > kTableRows) {
      return Refused("too_many_rows", LineName(row.number) + ": more than " + std::to_string(kTableRows) + " rows",
                     "split the file in several");
    }
    return true;
  }
  return false;
}

Status CsvReader::ReadRow(TableRow& row) {
  row.number = line_;
  row.cells.clear();
  while (true) {
    if (row.cells.size() == kTableColumns) {
      return Refused("too_many_columns", LineName(row.number) + ": more than " + std::to_string(kTableColumns) + " columns",
                     "check the delimiter, or export only the columns that are needed");
    }
    std::string text;
    if (rest_.starts_with('"')) HELHET_RETURN_IF_ERROR(ReadQuoted(text));
    const size_t end = std::min(rest_.find_first_of(std::string{delimiter_, '\r', '\n'}), rest_.size());
    text += rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (text.size() > kCellBytes) {
      return Refused("cell_too_large", LineName(row.number) + ", column " + std::to_string(row.cells.size() + 1) + ": " +
                                           std::to_string(text.size()) + " bytes, over the limit of " + std::to_string(kCellBytes),
                     "look for a quote that is not closed");
    }
    row.cells.push_back({CellKind::kText, std::string(WithoutBlanks(text))});
    if (AtLineBreak()) break;
    rest_.remove_prefix(1);  // the delimiter; after it comes a cell, be it empty
  }
  TakeLineBreak();
  return OkStatus();
}

Status CsvReader::ReadQuoted(std::string& text) {
  const uint32_t opened = line_;
  rest_.remove_prefix(1);
  while (true) {
    const size_t quote = rest_.find('"');
    if (quote == std::string_view::npos) {
      return Refused("csv_malformed", LineName(opened) + ": a quote opens there and is never closed",
                     "correct the quote; the rows before it are read");
    }
    const std::string_view part = rest_.substr(0, quote);
    line_ += static_cast<uint32_t>(std::count(part.begin(), part.end(), '\n'));
    text += part;
    rest_.remove_prefix(quote + 1);
    if (!rest_.starts_with('"')) return OkStatus();
    text += '"';
    rest_.remove_prefix(1);
  }
}

}  // namespace helhet::sdk
