#include "helhet/table/table_reader.h"

#include <algorithm>
#include <optional>

#include "csv_reader.h"
#include "header.h"
#include "helhet/table/blanks.h"
#include "helhet/table/field_setting.h"
#include "helhet/table/text_encoding.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "xlsx_reader.h"

namespace helhet::sdk {
namespace {

// Those that programs write, likeliest first in Norway, where the comma is in numbers.
constexpr std::string_view kDelimiters = ";\t|,";

// Files of other kinds that are put among tables, and what their names often hide: many an export called .xls is a page.
Status CheckIsTable(std::string_view text) {
  constexpr std::pair<std::string_view, const char*> kOthers[] = {
      {"%PDF-", "a PDF document"}, {"{\\rtf", "a text document (RTF)"}, {"<", "a web page or another XML document"}};
  for (const auto& [begin, name] : kOthers) {
    if (!WithoutBlanks(text.substr(0, 100)).starts_with(begin)) continue;
    return Refused("not_a_table", std::string(name) + ", not a table",
                   "keep only CSV files and workbooks in the folder; a spreadsheet program may open it and save it as .xlsx");
  }
  return OkStatus();
}

// The delimiter by which the header has most of the wanted columns; of equals, the first that gives most cells.
char DetectDelimiter(std::string_view text, uint32_t header_row, const std::vector<WantedColumn>& wanted) {
  if (const char stated = StatedDelimiter(text); stated != '\0') return stated;
  char best = kDelimiters.front();
  std::pair<size_t, size_t> best_fit;
  for (const char delimiter : kDelimiters) {
    CsvReader rows(text, delimiter);
    const Result<HeaderFit> header = FindHeader(rows, header_row, wanted);
    if (!header.ok()) continue;
    const std::pair<size_t, size_t> fit{header->found, header->row.cells.size()};
    if (fit > best_fit) best = delimiter, best_fit = fit;
  }
  return best;
}

}  // namespace

Result<TableFormat> TableFormat::From(const Settings& settings) {
  TableFormat format;
  const std::string delimiter = settings.Text("delimiter", "auto");
  if (delimiter == "tab") {
    format.delimiter = '\t';
  } else if (delimiter.size() == 1) {
    format.delimiter = delimiter[0];
  } else if (delimiter != "auto") {
    return SettingInvalid("delimiter", Quoted(delimiter) + " is no delimiter", "state one character, tab, or auto");
  }
  format.encoding = settings.Text("encoding", "auto");
  const std::vector<std::string> encodings = {"auto", "utf-8", "utf-16", "windows-1252", "iso-8859-1"};
  if (std::find(encodings.begin(), encodings.end(), format.encoding) == encodings.end()) {
    return SettingInvalid("encoding", Quoted(format.encoding) + " is not read", "state auto, utf-8, utf-16, windows-1252 or iso-8859-1");
  }
  format.sheet = settings.Text("sheet", "");
  const int64_t header_row = settings.Integer("header_row", 0);
  if (header_row < 0 || header_row > 1'000'000) {
    return SettingInvalid("header_row", "must be from 0 to 1000000", "state the row's number, or 0");
  }
  format.header_row = static_cast<uint32_t>(header_row);
  return format;
}

Result<TableReader> TableReader::Open(std::string_view bytes, const TableFormat& format, const std::vector<WantedColumn>& wanted) {
  TableReader table;
  if (LooksLikeWorkbook(bytes)) {
    HELHET_ASSIGN_OR_RETURN(std::unique_ptr<XlsxReader> reader, XlsxReader::Open(bytes, format.sheet));
    table.sheet_ = reader->sheet();
    table.rows_ = std::move(reader);
  } else {
    HELHET_RETURN_IF_ERROR(CheckIsTable(bytes));
    HELHET_ASSIGN_OR_RETURN(std::string text, DecodeText(bytes, format.encoding));
    table.text_ = std::make_unique<std::string>(std::move(text));
    const char delimiter = format.delimiter != '\0' ? format.delimiter : DetectDelimiter(*table.text_, format.header_row, wanted);
    table.rows_ = std::make_unique<CsvReader>(*table.text_, delimiter);
  }
  HELHET_ASSIGN_OR_RETURN(const HeaderFit header, FindHeader(*table.rows_, format.header_row, wanted));
  HELHET_ASSIGN_OR_RETURN(table.columns_, ColumnsOf(header, wanted));
  return table;
}

}  // namespace helhet::sdk
