#include "core/cli/table.h"

#include <algorithm>

#include "core/cli/display_width.h"
#include "core/cli/number_format.h"

namespace helhet::cli {
namespace {

constexpr int kGap = 2;
// A column of text is not made narrower than this: a word or two.
constexpr int kNarrowest = 8;
// A longer word is a path or a key: it may be broken to keep the table within the terminal.
constexpr int kLongestWord = 24;

// Line breaks of a cell are kept, as a cell can have two lines; all else that could harm a terminal goes.
std::string Harmless(std::string_view text) {
  std::string harmless;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    harmless += (begin == 0 ? "" : "\n") + Printable(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return harmless;
}

int WidestLine(std::string_view text) {
  int widest = 0;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, DisplayWidth(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return widest;
}

std::string Quoted(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string Plain(const Cell& cell) {
  const bool is_formula = cell.is_text && !cell.plain.empty() && std::string_view("=+-@\t\r").find(cell.plain[0]) != std::string_view::npos;
  return Quoted(is_formula ? "'" + cell.plain : cell.plain);
}

// Prints the lines of one row.
void PrintRow(std::ostream& out, const std::vector<Column>& columns, const std::vector<int>& widths, const std::vector<Cell>& row,
              int indent, const Painter& paint) {
  std::vector<std::vector<std::string>> lines;
  size_t height = 1;
  for (size_t i = 0; i < columns.size(); ++i) {
    lines.push_back(Wrap(i < row.size() ? Harmless(row[i].shown) : "", widths[i]));
    height = std::max(height, lines.back().size());
  }
  for (size_t k = 0; k < height; ++k) {
    std::string line(static_cast<size_t>(indent), ' ');
    size_t end = line.size();  // of what is not only filling
    for (size_t i = 0; i < columns.size(); ++i) {
      const std::string& piece = k < lines[i].size() ? lines[i][k] : "";
      if (i > 0) line.append(kGap, ' ');
      const auto filling = static_cast<size_t>(std::max(0, widths[i] - DisplayWidth(piece)));
      if (columns[i].align == Align::kRight) line.append(filling, ' ');
      line += piece.empty() || i >= row.size() ? piece : paint(row[i].style, piece);
      if (!piece.empty()) end = line.size();
      if (columns[i].align == Align::kLeft) line.append(filling, ' ');
    }
    out << line.substr(0, end) << "\n";
  }
}

}  // namespace

Cell Cell::Count(int64_t value, Language language) { return Value(FormatCount(value, language), std::to_string(value)); }

void Table::AddColumn(Column column, const Cell& cell) {
  for (auto& row : rows_) {
    row.resize(columns_.size());
    row.push_back(cell);
  }
  columns_.push_back(std::move(column));
}

Cell Cell::Titled(const std::string& title, const std::string& id) {
  Cell cell(title);
  cell.shown = title + (title.empty() ? "" : "\n") + id;
  return cell;
}

std::vector<int> Table::Widths(int width) const {
  std::vector<int> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int widest = WidestLine(columns_[i].title);
    for (const auto& row : rows_) {
      if (i < row.size()) widest = std::max(widest, WidestLine(Harmless(row[i].shown)));
    }
    widths.push_back(widest);
  }
  int total = kGap * static_cast<int>(columns_.size() - 1);
  for (const int wide : widths) total += wide;
  // First no word is broken; only when that is not enough, some are.
  std::vector<int> least;
  for (size_t i = 0; i < columns_.size(); ++i) least.push_back(std::max(kNarrowest, WidestWord(i)));
  total = Narrow(widths, least, total, width);
  std::fill(least.begin(), least.end(), kNarrowest);
  Narrow(widths, least, total, width);
  return widths;
}

int Table::WidestWord(size_t column) const {
  int widest = 0;
  const auto look = [&](const std::string& text) {
    for (const std::string& line : Wrap(text, 1'000'000)) {
      for (size_t begin = 0; begin <= line.size();) {
        const size_t end = std::min(line.find(' ', begin), line.size());
        widest = std::max(widest, DisplayWidth(std::string_view(line).substr(begin, end - begin)));
        begin = end + 1;
      }
    }
  };
  look(columns_[column].title);
  for (const auto& row : rows_) {
    if (column < row.size()) look(Harmless(row[column].shown));
  }
  return std::min(widest, kLongestWord);
}

int Table::Narrow(std::vector<int>& widths, const std::vector<int>& least, int total, int width) const {
  // The widest column of text gives way, one step at a time, so that all of them end up about equal.
  while (total > width) {
    int widest = -1;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const bool may = columns_[i].is_flexible && widths[i] > least[i];
      if (may && (widest < 0 || widths[i] > widths[static_cast<size_t>(widest)])) widest = static_cast<int>(i);
    }
    if (widest < 0) break;
    --widths[static_cast<size_t>(widest)];
    --total;
  }
  return total;
}

Table Table::ForPeople() const {
  std::vector<Column> columns;
  for (const Column& column : columns_) {
    if (!column.is_for_programs) columns.push_back(column);
  }
  Table table(std::move(columns));
  for (const auto& row : rows_) {
    std::vector<Cell> cells;
    for (size_t i = 0; i < row.size(); ++i) {
      if (!columns_[i].is_for_programs) cells.push_back(row[i]);
    }
    table.Add(std::move(cells));
  }
  return table;
}

void Table::Print(std::ostream& out, int width, int indent, const Painter& paint) const { ForPeople().PrintAll(out, width, indent, paint); }

void Table::PrintAll(std::ostream& out, int width, int indent, const Painter& paint) const {
  const std::vector<int> widths = Widths(width - indent);
  std::vector<Cell> titles;
  for (const Column& column : columns_) titles.push_back(Cell(column.title).In(Style::kHeading));
  const bool has_titles = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return !column.title.empty(); });
  if (has_titles) PrintRow(out, columns_, widths, titles, indent, paint);
  for (const auto& row : rows_) PrintRow(out, columns_, widths, row, indent, paint);
}

void Table::PrintCsv(std::ostream& out) const {
  for (size_t i = 0; i < columns_.size(); ++i) out << (i == 0 ? "" : ",") << Quoted(columns_[i].key);
  out << "\r\n";
  for (const auto& row : rows_) {
    for (size_t i = 0; i < columns_.size(); ++i) out << (i == 0 ? "" : ",") << (i < row.size() ? Plain(row[i]) : "");
    out << "\r\n";
  }
}

}  // namespace helhet::cli
