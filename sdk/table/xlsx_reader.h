// Rows of one sheet of a workbook (ECMA-376 part 1, 18.3), as its XML streams by.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/table/cell.h"
#include "xlsx_package.h"
#include "xlsx_workbook.h"
#include "xlsx_xml.h"

namespace helhet::sdk {

// Reads values as they were saved; of a formula the value that was computed last, and kUncalculated when none was.
// Refuses as the classes above do, and with too_many_rows, too_many_columns, cell_too_large.
class XlsxReader : public RowSource {
 public:
  // `sheet` is a name, a number from 1, or empty for the first. The bytes must outlive the reader.
  static Result<std::unique_ptr<XlsxReader>> Open(std::string_view bytes, const std::string& sheet);

  Result<bool> Next(TableRow& row) override;
  const std::string& sheet() const { return sheet_.name; }

 private:
  // A cell while its elements come by.
  struct OpenCell {
    size_t column = 0;
    size_t style = 0;
    std::string type, value, formula;
    bool has_value = false, has_formula = false;
  };

  explicit XlsxReader(XlsxPackage package) : package_(std::move(package)) {}
  Status OnStart(std::string_view name, const XmlAttributes& attributes);
  Status OnEnd(std::string_view name);
  Status OnText(std::string_view text);
  Status BeginRow(const XmlAttributes& attributes);
  Status BeginCell(const XmlAttributes& attributes);
  Status EndCell();
  Cell Value() const;
  Cell NumberValue() const;
  std::string Place() const;

  XlsxPackage package_;
  XlsxWorkbook workbook_;
  XlsxSheet sheet_;
  std::vector<CellKind> styles_;
  SharedTexts shared_texts_;
  std::unique_ptr<XlsxXml> xml_;

  TableRow row_;
  OpenCell cell_;
  size_t next_column_ = 0;
  enum class Inside { kNothing, kValue, kFormula } inside_ = Inside::kNothing;
  bool in_cell_ = false, in_reading_aid_ = false;
  std::deque<TableRow> ready_;
};

// The column of a cell's place, from 0: `AB12` is 27; npos when it begins with no letters.
size_t ColumnOfPlace(std::string_view place);
// The letters of a column, from 0.
std::string ColumnLetters(size_t column);

// A number as a workbook saves it, binary and with an exponent, as the shortest decimal of 15 digits that a spreadsheet
// program shows for it: `0.10000000000000001` is `0.1`. Empty when it is no number.
std::string DecimalOfSaved(std::string_view number);

}  // namespace helhet::sdk
