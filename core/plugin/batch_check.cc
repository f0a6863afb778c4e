#include "core/plugin/batch_check.h"

#include "helhet/limits.h"

namespace helhet::plugin {
namespace {

// Tags and lengths of records and pieces, which makers of batches do not count.
constexpr size_t kEnvelopeBytes = 64 * 1024;

Status Rubbish(const v1::Batch& batch, const std::string& why) {
  return Internal("batch " + std::to_string(batch.sequence()) + " " + why).WithReason("plugin_rubbish");
}

Status Flood(const v1::Batch& batch, const std::string& what, size_t size, size_t limit) {
  return Internal("batch " + std::to_string(batch.sequence()) + " has " + what + " of " + std::to_string(size) +
                  ", over the limit of " + std::to_string(limit))
      .WithReason("plugin_flood");
}

}  // namespace

Status CheckBatch(const v1::Batch& batch, uint64_t expected_sequence) {
  if (batch.sequence() != expected_sequence) {
    return Rubbish(batch, "came where batch " + std::to_string(expected_sequence) + " was due");
  }
  if (batch.records_size() > limits::kBatchRecords) {
    return Flood(batch, "a number of records", static_cast<size_t>(batch.records_size()), limits::kBatchRecords);
  }
  size_t bytes = 0;
  for (const auto& record : batch.records()) {
    const size_t size = record.ByteSizeLong();
    if (size > limits::kRecordBytes) return Flood(batch, "a record with bytes", size, limits::kRecordBytes);
    bytes += size;
  }
  for (const auto& chunk : batch.source_chunks()) {
    if (chunk.data().size() > limits::kChunkBytes) {
      return Flood(batch, "a piece with bytes", chunk.data().size(), limits::kChunkBytes);
    }
    bytes += chunk.ByteSizeLong();
  }
  const int parts = batch.records_size() + batch.source_chunks_size();
  // A single large record makes a large batch; several never do.
  if (parts > 1 && bytes > limits::kBatchBytes + kEnvelopeBytes) {
    return Flood(batch, "bytes in all", bytes, limits::kBatchBytes);
  }
  return OkStatus();
}

}  // namespace helhet::plugin
