#include "header.h"

#include <algorithm>
#include <utility>

#include "helhet/table/blanks.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "table_limits.h"

namespace helhet::sdk {
namespace {

// More would hide the message.
constexpr size_t kColumnsShown = 30, kNamesShown = 4;

std::vector<std::string> Names(const TableRow& row) {
  std::vector<std::string> names;
  for (const Cell& cell : row.cells) names.push_back(cell.text);
  return names;
}

std::string Listed(const std::vector<std::string>& names, const char* between, size_t most) {
  std::string list;
  size_t shown = 0;
  for (const std::string& name : names) {
    if (name.empty()) continue;
    if (shown++ == most) return list + between + "…";
    list += (list.empty() ? "" : between) + Quoted(name);
  }
  return list;
}

HeaderFit FitOf(const TableRow& row, const std::vector<WantedColumn>& wanted) {
  HeaderFit fit{row};
  const TableColumns columns(Names(row));
  for (const WantedColumn& column : wanted) {
    const bool is_there = columns.Find(column.names) != std::string::npos;
    fit.found += is_there;
    fit.missing += !is_there && column.required;
  }
  return fit;
}

}  // namespace

TableColumns::TableColumns(std::vector<std::string> names) : names_(std::move(names)) {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].empty()) positions_.emplace(ColumnKey(names_[i]), i);
  }
}

size_t TableColumns::Find(const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    auto asked = asked_.find(name);
    if (asked == asked_.end()) {
      const auto position = positions_.find(ColumnKey(name));
      asked = asked_.emplace(name, position == positions_.end() ? std::string::npos : position->second).first;
    }
    if (asked->second != std::string::npos) return asked->second;
  }
  return std::string::npos;
}

std::string TableColumns::NameOf(size_t column) const {
  return column < names_.size() && !names_[column].empty() ? Quoted(names_[column]) : "number " + std::to_string(column + 1);
}

Result<HeaderFit> FindHeader(RowSource& rows, uint32_t header_row, const std::vector<WantedColumn>& wanted) {
  std::optional<HeaderFit> best;
  TableRow row;
  for (int seen = 0; header_row != 0 || seen < kHeaderRows; ++seen) {
    HELHET_ASSIGN_OR_RETURN(const bool more, rows.Next(row));
    if (!more || (header_row != 0 && row.number > header_row)) break;
    if (header_row != 0 && row.number < header_row) continue;
    HeaderFit fit = FitOf(row, wanted);
    if (header_row != 0 || fit.missing == 0) return fit;
    if (!best || fit.found > best->found) best = std::move(fit);
  }
  if (best) return *std::move(best);
  if (header_row == 0) return Refused("no_rows", "the table is empty", "look at the file in a spreadsheet program; export it again");
  return Refused("header_missing", "there is nothing in row " + std::to_string(header_row) + ", where the header is to be",
                 "correct settings.header_row, or leave it out to have the header found by its names");
}

Result<TableColumns> ColumnsOf(const HeaderFit& header, const std::vector<WantedColumn>& wanted) {
  const std::vector<std::string> names = Names(header.row);
  TableColumns columns(names);
  std::string missing;
  for (const WantedColumn& column : wanted) {
    const size_t position = columns.Find(column.names);
    if (position == std::string::npos) {
      if (column.required) missing += (missing.empty() ? "" : ", ") + Listed(column.names, " or ", kNamesShown);
      continue;
    }
    const auto is_same = [&](const std::string& name) { return ColumnKey(name) == ColumnKey(names[position]); };
    if (std::count_if(names.begin(), names.end(), is_same) > 1) {
      return Refused("column_ambiguous",
                     "row " + std::to_string(header.row.number) + ": more than one column is named " + Quoted(names[position]),
                     "give the columns names of their own, or map another column");
    }
  }
  if (missing.empty()) return columns;
  return Refused("columns_missing",
                 "no column " + missing + "; row " + std::to_string(header.row.number) + " has " + Listed(names, ", ", kColumnsShown),
                 "correct the names in the settings, or ask the sender for an export with these columns");
}

}  // namespace helhet::sdk
