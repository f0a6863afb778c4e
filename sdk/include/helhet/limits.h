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

}  // namespace helhet::limits
