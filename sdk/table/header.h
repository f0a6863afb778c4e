// The row of a table that names its columns.
#pragma once

#include <optional>
#include <vector>

#include "helhet/table/table_reader.h"

namespace helhet::sdk {

// How well a row does as header.
struct HeaderFit {
  TableRow row;
  size_t found = 0;            // wanted columns it has
  size_t missing = 0;          // required ones it has not
};

// Reads up to the header and leaves `rows` behind it. With no row that has all required columns, the one that comes
// nearest, with `missing` more than 0.
Result<HeaderFit> FindHeader(RowSource& rows, uint32_t header_row, const std::vector<WantedColumn>& wanted);

// The columns of a header; columns_missing or column_ambiguous when they are not as wanted.
Result<TableColumns> ColumnsOf(const HeaderFit& header, const std::vector<WantedColumn>& wanted);

}  // namespace helhet::sdk
