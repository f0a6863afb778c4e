#include "xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "helhet/table/blanks.h"
#include "helhet/values/refusal.h"
#include "table_limits.h"
#include "xlsx_styles.h"

namespace helhet::sdk {
namespace {

size_t AsSize(std::string_view text) {
  size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

size_t ColumnOfPlace(std::string_view place) {
  size_t column = 0, letters = 0;
  for (; letters < place.size() && letters < 4 && place[letters] >= 'A' && place[letters] <= 'Z'; ++letters) {
    column = column * 26 + static_cast<size_t>(place[letters] - 'A' + 1);
  }
  return letters == 0 ? std::string_view::npos : column - 1;
}

std::string ColumnLetters(size_t column) {
  std::string letters;
  for (size_t left = column + 1; left > 0; left = (left - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return letters;
}

std::string DecimalOfSaved(std::string_view number) {
  number = WithoutBlanks(number);
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(value) || std::abs(value) >= 1e19) return {};
  char text[64];
  // 15 digits in all, of which those before the point: the rest are decimals.
  const int magnitude = value == 0 ? 1 : static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  const int decimals = std::clamp(15 - magnitude, 0, 18);
  std::snprintf(text, sizeof(text), "%.*f", decimals, value);
  std::string decimal = text;
  if (decimal.find('.') != std::string::npos) decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.ends_with('.')) decimal.pop_back();
  return decimal == "-0" ? "0" : decimal;
}

Result<std::unique_ptr<XlsxReader>> XlsxReader::Open(std::string_view bytes, const std::string& sheet) {
  HELHET_ASSIGN_OR_RETURN(XlsxPackage package, XlsxPackage::Open(bytes));
  std::unique_ptr<XlsxReader> reader(new XlsxReader(std::move(package)));
  HELHET_ASSIGN_OR_RETURN(reader->workbook_, XlsxWorkbook::Read(reader->package_));
  const XlsxWorkbook& workbook = reader->workbook_;
  HELHET_ASSIGN_OR_RETURN(reader->sheet_, workbook.Find(sheet));
  if (!workbook.styles_part.empty()) {
    HELHET_ASSIGN_OR_RETURN(reader->styles_, ReadStyles(reader->package_, workbook.styles_part));
  }
  if (!workbook.shared_texts_part.empty()) {
    HELHET_ASSIGN_OR_RETURN(reader->shared_texts_, SharedTexts::Read(reader->package_, workbook.shared_texts_part));
  }
  HELHET_ASSIGN_OR_RETURN(XlsxPart part, reader->package_.OpenPart(reader->sheet_.part, kSheetBytes));
  XmlHandler handler;
  XlsxReader* self = reader.get();
  handler.start = [self](std::string_view name, const XmlAttributes& attributes) { return self->OnStart(name, attributes); };
  handler.end = [self](std::string_view name) { return self->OnEnd(name); };
  handler.text = [self](std::string_view text) { return self->OnText(text); };
  reader->xml_ = std::make_unique<XlsxXml>(std::move(part), std::move(handler));
  return reader;
}

Result<bool> XlsxReader::Next(TableRow& row) {
  while (ready_.empty()) {
    HELHET_ASSIGN_OR_RETURN(const bool more, xml_->ParsePiece());
    if (!more && ready_.empty()) return false;
  }
  row = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

std::string XlsxReader::Place() const { return "row " + std::to_string(row_.number) + ", column " + ColumnLetters(cell_.column); }

Status XlsxReader::OnStart(std::string_view name, const XmlAttributes& attributes) {
  if (name == "row") return BeginRow(attributes);
  if (name == "c") return BeginCell(attributes);
  if (!in_cell_) return OkStatus();
  if (name == "rPh") in_reading_aid_ = true;
  if (name == "v" || (name == "t" && !in_reading_aid_)) {
    inside_ = Inside::kValue;
    cell_.has_value = true;
  }
  if (name == "f") {
    inside_ = Inside::kFormula;
    cell_.has_formula = true;
  }
  return OkStatus();
}

Status XlsxReader::BeginRow(const XmlAttributes& attributes) {
  const size_t stated = AsSize(attributes.Get("r"));
  row_.number = stated == 0 ? row_.number + 1 : static_cast<uint32_t>(std::min<size_t>(stated, kTableRows + 1));
  row_.cells.clear();
  next_column_ = 0;
  if (row_.number <= kTableRows) return OkStatus();
  return Refused("too_many_rows", "more than " + std::to_string(kTableRows) + " rows", "split the sheet in several");
}

Status XlsxReader::BeginCell(const XmlAttributes& attributes) {
  cell_ = {};
  const size_t stated = ColumnOfPlace(attributes.Get("r"));
  cell_.column = stated == std::string_view::npos ? next_column_ : stated;
  next_column_ = cell_.column + 1;
  cell_.style = AsSize(attributes.Get("s"));
  cell_.type = attributes.Get("t");
  in_cell_ = true;
  return OkStatus();
}

Status XlsxReader::OnText(std::string_view text) {
  if (inside_ == Inside::kNothing) return OkStatus();
  std::string& target = inside_ == Inside::kValue ? cell_.value : cell_.formula;
  target += text;
  if (target.size() <= kCellBytes) return OkStatus();
  return Refused("cell_too_large", Place() + ": more than " + std::to_string(kCellBytes) + " bytes", "shorten the text in the cell");
}

Status XlsxReader::OnEnd(std::string_view name) {
  if (name == "v" || name == "t" || name == "f") inside_ = Inside::kNothing;
  if (name == "rPh") in_reading_aid_ = false;
  if (name == "c") return EndCell();
  if (name == "row" && !row_.cells.empty()) ready_.push_back(std::move(row_)), row_.cells = {};
  return OkStatus();
}

Status XlsxReader::EndCell() {
  in_cell_ = false;
  Cell cell = Value();
  if (cell.empty()) return OkStatus();
  if (cell_.column >= kTableColumns) {
    return Refused("too_many_columns", Place() + ": more than " + std::to_string(kTableColumns) + " columns",
                   "delete what stands far to the right in the sheet");
  }
  if (row_.cells.size() <= cell_.column) row_.cells.resize(cell_.column + 1);
  row_.cells[cell_.column] = std::move(cell);
  return OkStatus();
}

// By the cell's type (18.18.11). A formula whose value is the empty text says so by its type.
Cell XlsxReader::Value() const {
  const bool is_computed = cell_.has_value && (!cell_.value.empty() || cell_.type == "str");
  if (cell_.has_formula && !is_computed) return {CellKind::kUncalculated, "=" + cell_.formula};
  if (cell_.type == "s") {
    const size_t index = AsSize(cell_.value);
    if (index >= shared_texts_.size()) return {CellKind::kError, "text " + cell_.value + " of the workbook, which it does not have"};
    return {CellKind::kText, std::string(WithoutBlanks(shared_texts_.At(index)))};
  }
  if (cell_.type == "b") return {CellKind::kBoolean, cell_.value == "1" ? "true" : "false"};
  if (cell_.type == "e") return {CellKind::kError, cell_.value};
  if (cell_.type == "d") return {CellKind::kDate, cell_.value.substr(0, 10)};
  if ((cell_.type.empty() || cell_.type == "n") && !cell_.value.empty()) return NumberValue();
  return {CellKind::kText, std::string(WithoutBlanks(cell_.value))};
}

Cell XlsxReader::NumberValue() const {
  const std::string number = DecimalOfSaved(cell_.value);
  if (number.empty()) return {CellKind::kError, cell_.value};
  const CellKind kind = cell_.style < styles_.size() ? styles_[cell_.style] : CellKind::kNumber;
  const double serial = std::strtod(cell_.value.c_str(), nullptr);
  if (kind == CellKind::kDate) {
    std::string day = DayOfSerial(serial, workbook_.from_1904);
    if (!day.empty()) return {CellKind::kDate, std::move(day)};
  }
  if (kind == CellKind::kTime && serial >= 0 && serial < 1) return {CellKind::kTime, TimeOfSerial(serial)};
  return {CellKind::kNumber, number};
}

}  // namespace helhet::sdk
