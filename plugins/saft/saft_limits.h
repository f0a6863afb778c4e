// Limits of the SAF-T reader, each with its reason: memory is the same however long the file. Those of files, keys
// and amounts stand in helhet/limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace helhet::saft {

// Elements inside one another: the schema needs 9.
inline constexpr int kXmlDepth = 64;
// One tag or reference that does not end: the parser has to hold it whole.
inline constexpr uint64_t kTokenBytes = 1u << 20;
// Text of one element: the schema's longest is 256 characters. What is beyond is cut off, and flagged.
inline constexpr size_t kTextBytes = 2000;
// Accounts, suppliers and dimensions of an export, and their bytes: they must be known while postings are read. A
// large municipality has some 100,000 suppliers of 60 bytes.
inline constexpr size_t kMasterFileEntries = 500'000;
inline constexpr size_t kMasterFileBytes = 32u << 20;
// Lines of one transaction: a month's pay for 10,000 people has some 50,000, of 200 bytes each.
inline constexpr size_t kTransactionLines = 100'000;
// Dimensions of one line: the samples have three.
inline constexpr size_t kLineDimensions = 32;
// Bytes of one transaction's texts, well within a record.
inline constexpr size_t kTransactionBytes = 24u << 20;
// Transactions of one export, told apart by 64 bytes each at most: five times those of 1 GB.
inline constexpr size_t kTransactions = 2'000'000;
// Unit codes of one posting.
inline constexpr int kUnitCodes = 100;
// Parts of one export, all open at a time: within the 1,024 files that a process may open.
inline constexpr size_t kParts = 200;
// Bytes between two signs of life.
inline constexpr uint64_t kBytesPerSign = 16u << 20;

}  // namespace helhet::saft
