// What a workbook says of its sheets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/table/cell.h"
#include "xlsx_package.h"

namespace helhet::sdk {

// A sheet, and the part that holds it.
struct XlsxSheet {
  std::string name;
  std::string part;
};

// The parts of a workbook that its sheets are read with. Macros, links to other files, charts and comments are other
// parts, which nobody opens.
struct XlsxWorkbook {
  std::vector<XlsxSheet> sheets;  // in the order of their tabs, hidden ones included
  bool from_1904 = false;         // day 0 is 1904-01-01, as old Macintosh programs have it
  std::string styles_part;        // empty when there is none
  std::string shared_texts_part;  // likewise

  // Reads the list of sheets (ECMA-376 part 1, 18.2.27). xlsx_damaged when the workbook cannot be found or read.
  static Result<XlsxWorkbook> Read(const XlsxPackage& package);

  // The sheet with that name, upper and lower case alike; with that number, from 1, when `wanted` is a number and no
  // sheet's name; the first when `wanted` is empty. sheet_missing, naming those there are.
  Result<XlsxSheet> Find(const std::string& wanted) const;
};

// The texts that cells share, in one piece of memory. xlsx_bomb when the part expands beyond kSharedTextBytes.
class SharedTexts {
 public:
  static Result<SharedTexts> Read(const XlsxPackage& package, const std::string& part);
  size_t size() const { return ends_.size(); }
  std::string_view At(size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string text_;
  std::vector<uint32_t> ends_;
};

}  // namespace helhet::sdk
