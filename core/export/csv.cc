#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/export/format.h"

namespace helhet::exports {
namespace {

// What spreadsheets take for a formula, and white space that some skip before it.
constexpr std::string_view kFormulaStarts = "=+-@\t\r";

std::string Text(const std::string& text, char delimiter) {
  std::string safe = !text.empty() && kFormulaStarts.find(text[0]) != std::string_view::npos ? "'" + text : text;
  const bool quote = safe.find_first_of("\"\r\n") != std::string::npos || safe.find(delimiter) != std::string::npos;
  if (!quote) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

struct CellText {
  const CsvDialect& dialect;

  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& text) const { return Text(text, dialect.delimiter); }
  std::string operator()(int64_t number) const { return std::to_string(number); }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(double number) const {
    std::string text = NumberText(number);
    std::replace(text.begin(), text.end(), '.', dialect.decimal_mark);
    return text;
  }
};

}  // namespace

std::string NumberText(double value) {
  // Spreadsheets of some languages take `1e-05` for a text. The smallest double has some 340 digits without exponent.
  char text[400];
  const auto end = std::to_chars(std::begin(text), std::end(text), value, std::chars_format::fixed).ptr;
  return {std::begin(text), end};
}

std::string ToCsv(const Table& table, const CsvDialect& dialect) {
  std::string csv = dialect.byte_order_mark ? "\xEF\xBB\xBF" : "";
  const auto add = [&](const auto& cells, const auto& text_of) {
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) csv += dialect.delimiter;
      csv += text_of(cells[i]);
    }
    csv += "\r\n";
  };
  add(table.columns, [](const std::string& name) { return name; });
  for (const auto& row : table.rows) add(row, [&](const Cell& cell) { return std::visit(CellText{dialect}, cell); });
  return csv;
}

}  // namespace helhet::exports
