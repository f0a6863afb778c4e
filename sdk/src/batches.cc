#include <openssl/sha.h>

#include "helhet/connector.h"
#include "helhet/limits.h"

namespace helhet::sdk {

Status Emitter::Add(plugin::v1::Record record, std::string checkpoint) {
  const size_t record_bytes = record.ByteSizeLong();
  if (record_bytes > limits::kRecordBytes) {
    return InvalidArgument("record '" + record.natural_key() + "': " + std::to_string(record_bytes) +
                           " bytes, over the limit of " + std::to_string(limits::kRecordBytes));
  }
  // A batch is sent before it would pass the limit, so that only a single large record makes a large batch.
  if (batch_bytes_ > 0 && batch_bytes_ + record_bytes > limits::kBatchBytes) HELHET_RETURN_IF_ERROR(Flush());
  *batch_.add_records() = std::move(record);
  batch_.set_checkpoint(std::move(checkpoint));
  batch_bytes_ += record_bytes;
  if (batch_.records_size() >= limits::kBatchRecords || batch_bytes_ >= limits::kBatchBytes) return Flush();
  return OkStatus();
}

Status Emitter::AddChunk(plugin::v1::SourceChunk chunk) {
  const size_t bytes = chunk.data().size();
  if (batch_bytes_ > 0 && batch_bytes_ + bytes > limits::kBatchBytes) HELHET_RETURN_IF_ERROR(Flush());
  *batch_.add_source_chunks() = std::move(chunk);
  batch_bytes_ += bytes;
  return OkStatus();
}

Result<plugin::v1::SourceReference> Emitter::AddSource(std::string_view bytes, const std::string& media_type) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  plugin::v1::SourceReference reference;
  reference.set_sha256(digest, sizeof(digest));
  std::string object_id;
  for (const unsigned char byte : digest) object_id += {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
  for (size_t offset = 0, index = 0; offset < bytes.size() || index == 0; offset += limits::kChunkBytes, ++index) {
    plugin::v1::SourceChunk chunk;
    chunk.set_object_id(object_id);
    chunk.set_index(static_cast<uint32_t>(index));
    chunk.set_data(std::string(bytes.substr(offset, limits::kChunkBytes)));
    chunk.set_sha256(reference.sha256());
    chunk.set_total_length(bytes.size());
    chunk.set_media_type(media_type);
    HELHET_RETURN_IF_ERROR(AddChunk(std::move(chunk)));
  }
  return reference;
}

void Emitter::Checkpoint(std::string checkpoint) {
  checkpoint_changed_ = checkpoint_changed_ || checkpoint != batch_.checkpoint();
  batch_.set_checkpoint(std::move(checkpoint));
}

Status Emitter::Flush() {
  if (batch_.records_size() == 0 && batch_.source_chunks_size() == 0 && !checkpoint_changed_) return OkStatus();
  batch_.set_sequence(++sequence_);
  const std::string bytes = batch_.SerializeAsString();
  const helhet_status code = host_.table()->emit(
      host_.table()->self, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  const std::string checkpoint = batch_.checkpoint();
  batch_.Clear();
  // The next batch starts from this checkpoint, for chunks may be sent before their first record.
  batch_.set_checkpoint(checkpoint);
  batch_bytes_ = 0;
  checkpoint_changed_ = false;
  if (code != HELHET_OK) return Status(static_cast<StatusCode>(code), "read: the hub took no more batches");
  return OkStatus();
}

}  // namespace helhet::sdk
