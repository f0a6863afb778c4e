// What people and programs write in cells, as values. A failure says what was expected, `a number with decimal comma`;
// the caller says where, and what stands there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "helhet/table/cell.h"
#include "helhet/values/decimal.h"

namespace helhet::sdk {

// A number. In a text the decimal mark is `decimal_mark`, comma or point; blanks (no-break ones too), apostrophes and
// the other mark stand between thousands, in threes; `(1 234,50)`, `1 234,50-` and U+2212 are negative; `kr`, `NOK` and
// `,-` are left out; `25 %` is 0.25. A number of a workbook is what it is.
Result<Decimal> NumberOf(const Cell& cell, char decimal_mark);

// A day as YYYY-MM-DD. In a text ISO 8601, or one of `formats`, in which `d`, `m` and `y` stand for digits and all else
// for itself: `dd.mm.yyyy` reads `1.3.2024` too. A format without day or month means the first. A time after the day is
// left out. A year of two digits is 1970 to 2069.
Result<std::string> DayOf(const Cell& cell, const std::vector<std::string>& formats);

// Whether a format is one that DayOf understands: it has a year.
bool IsDateFormat(std::string_view format);

// `ja`, `yes`, `true`, `sann`, `x`, `1` against `nei`, `no`, `false`, `usann`, `0`.
Result<bool> TruthOf(const Cell& cell);

}  // namespace helhet::sdk
