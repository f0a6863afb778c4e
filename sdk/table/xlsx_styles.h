// Which cells of a workbook are dates: the number alone does not tell, its format does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/table/cell.h"
#include "xlsx_package.h"

namespace helhet::sdk {

// What a number format (ECMA-376 part 1, 18.8.30) shows a number as: kDate with a day, month or year in it, kTime with
// hours, minutes or seconds only, else kNumber. Texts in quotes, brackets and after a backslash are no part of it.
CellKind KindOfFormat(std::string_view format);

// The kind of each cell style, by its number. Formats that are built in are known by theirs (18.8.30).
Result<std::vector<CellKind>> ReadStyles(const XlsxPackage& package, const std::string& part);

// A day number of the workbook as YYYY-MM-DD: from 1900, counting a 29 February 1900 that never was (18.17.4), or from
// 1904. Empty when it is no day of the years 1900 to 9999.
std::string DayOfSerial(double serial, bool from_1904);
// The fraction of a day as HH:MM:SS, to the nearest second.
std::string TimeOfSerial(double serial);

}  // namespace helhet::sdk
