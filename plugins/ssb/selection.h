// Selection expressions of PxWebApi v2, worked out against a table's metadata. The connector sends plain
// codes, never expressions: it must know the codes to count cells and to split a query.
#pragma once

#include <string>
#include <vector>

#include "helhet/status.h"
#include "json_stat.h"

namespace helhet::ssb {

// The codes that the expressions choose, in the table's order, each once. `is_time` turns top and bottom:
// of periods, top means the newest, of other variables the first in the list.
//
//   5037                    a code; a code is tried before its text is read as an expression
//   * ? 50*  *mil*          any run of characters (at most two), one character
//   top(n) top(n,skip)      bottom(n) bottom(n,skip)
//   from(x) to(x) range(x,y)  inclusive, by position; range takes its ends in either order
//   [range(x,y)]            brackets, which addresses need around a comma, mean nothing more
//
// Codes are case-sensitive. INVALID_ARGUMENT for an expression that is wrong or chooses nothing.
Result<std::vector<std::string>> Expand(const jsonstat::Dimension& dimension, bool is_time,
                                        const std::vector<std::string>& expressions);

}  // namespace helhet::ssb
