// Limits of the contract between hub and connector, each with its reason.
#pragma once

#include <cstddef>
#include <cstdint>

namespace helhet::limits {

// Records in a batch: beyond 500 to 1,000 nothing is gained in throughput, and a batch is what a crash repeats.
inline constexpr int kBatchRecords = 1000;
// Bytes in a batch, for the hub's memory is two batches for each running connector.
inline constexpr size_t kBatchBytes = 2u << 20;
// One record with its raw bytes; gRPC's message limit is set to match, with room for the envelope.
inline constexpr size_t kRecordBytes = 32u << 20;
inline constexpr int kMessageBytes = static_cast<int>(kRecordBytes + (1u << 20));
// One piece of a source object: half a batch, so that pieces and records share batches.
inline constexpr size_t kChunkBytes = 1u << 20;
// Batches sent and not yet acknowledged: one is stored while the next is on its way.
inline constexpr uint64_t kUnacknowledgedBatches = 2;

// One document from a folder or zip file: with its fact it must fit in a record.
inline constexpr uint64_t kDocumentBytes = 30u << 20;
// One document that is read as a stream. Memory does not grow with it, time does: a year's ledger of a large
// municipality is about 1 GB of XML, and four take a minute to parse. For the same reason no compression ratio is
// held against a streamed entry of a zip file.
inline constexpr uint64_t kStreamedDocumentBytes = uint64_t{4} << 30;
// A file that is refused unread is hashed, so that it can be found again: seconds of reading. Beyond this a file
// may be sparse, and state any size.
inline constexpr uint64_t kHashedFileBytes = uint64_t{4} << 30;
// Entries of a zip file: libzip holds about 300 bytes for each, and a child has 512 MiB in all.
inline constexpr uint64_t kZipEntries = 1'000'000;
// Central directory of a zip file, read whole by libzip: a hundred bytes for each of the entries above.
inline constexpr uint64_t kZipDirectoryBytes = 100 * kZipEntries;
// All entries of a zip file, expanded: far above a year's invoices, far below a day of inflating zeros.
inline constexpr uint64_t kZipExpandedBytes = uint64_t{4} << 30;
// Compression of one entry: XML reaches about 30, a bomb 1,000. Small entries harm nobody.
inline constexpr uint64_t kZipRatio = 200;
inline constexpr uint64_t kZipRatioFromBytes = 10u << 20;
// A zip file from a remote place: it lies on the hub's disk while it is read.
inline constexpr uint64_t kFetchedZipBytes = uint64_t{1} << 30;
// Files that a remote place may list: about 200 bytes each in a child that has 512 MiB in all.
inline constexpr size_t kRemoteFiles = 500'000;
// Folders below the configured one: deeper is a mistake, such as a folder that is mounted inside itself.
inline constexpr int kFolderDepth = 64;

// Start tags and attributes of an XML document: each takes up to 128 bytes of the parsed tree, within 512 MiB
// for the child. An ordinary invoice of 30 MiB, 26,000 lines, has some 850,000.
inline constexpr size_t kXmlMarks = 1'000'000;
// Elements inside one another: UBL needs about 15, with signatures 30.
inline constexpr int kXmlDepth = 100;
// Flags of one rule on one document: the rest are counted. 26,000 lines may all break the same one.
inline constexpr int kFlagsPerRule = 10;
// An amount in minor units, a hundred billion kroner: the half million amounts that a document has room for
// still add up in 64 bits, whatever they are.
inline constexpr int64_t kAmountMinor = 10'000'000'000'000;
// The key of a document in bytes: a store must be able to index it, and a real one has about 50.
inline constexpr size_t kKeyBytes = 1000;

}  // namespace helhet::limits
