// Limits of the table readers, each with its reason. Those of files and zip files stand in helhet/limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace helhet::sdk {

// Rows of a sheet: what a spreadsheet program can hold.
inline constexpr uint32_t kTableRows = 1'048'576;
// Columns with content: an export with more is not one that a person maps.
inline constexpr size_t kTableColumns = 2'000;
// One cell: a spreadsheet program holds 32,767 characters, each up to four bytes.
inline constexpr size_t kCellBytes = 128u << 10;
// A sheet's XML, expanded: at 500 bytes a row, what the rows above need.
inline constexpr uint64_t kSheetBytes = uint64_t{512} << 20;
// Any other part of a workbook: styles, relations, the list of sheets.
inline constexpr uint64_t kPartBytes = 32u << 20;
// The texts that cells share, held while the sheet is read, within 512 MiB for the child.
inline constexpr uint64_t kSharedTextBytes = 96u << 20;
// Files in a workbook: a real one has tens, with drawings hundreds.
inline constexpr int64_t kWorkbookParts = 10'000;
// Elements inside one another in a workbook: a sheet needs about 10.
inline constexpr int kWorkbookDepth = 50;
// Rows in which the header is looked for: above it stand a title and a date.
inline constexpr int kHeaderRows = 30;
// Rows that are held to be put together into facts by key, wherever in the table they stand.
inline constexpr size_t kGroupedBytes = 128u << 20;
// Rows of one fact: it must fit in a record, with the rows beside it.
inline constexpr size_t kFactRowsBytes = 8u << 20;

}  // namespace helhet::sdk
