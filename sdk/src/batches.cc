#include <google/protobuf/io/coded_stream.h>
#include <openssl/sha.h>

#include "helhet/connector.h"
#include "helhet/limits.h"

namespace helhet::sdk {

// Adds a record or piece as one more element of its repeated field: serialized messages may be put together from parts
// (Protocol Buffers, encoding: "last one wins" and concatenation). Its size must have been computed.
void Emitter::Append(int field_number, const google::protobuf::Message& part) {
  using google::protobuf::io::CodedOutputStream;
  constexpr uint32_t kLengthDelimited = 2;  // wire type of messages
  const auto size = static_cast<uint32_t>(part.GetCachedSize());
  const uint32_t tag = static_cast<uint32_t>(field_number) << 3 | kLengthDelimited;
  const size_t before = batch_.size();
  batch_.resize(before + CodedOutputStream::VarintSize32(tag) + CodedOutputStream::VarintSize32(size) + size);
  auto* at = reinterpret_cast<uint8_t*>(batch_.data()) + before;
  at = CodedOutputStream::WriteVarint32ToArray(tag, at);
  at = CodedOutputStream::WriteVarint32ToArray(size, at);
  part.SerializeWithCachedSizesToArray(at);
}

Status Emitter::Add(const plugin::v1::Record& record, std::string checkpoint) {
  const size_t record_bytes = record.ByteSizeLong();
  if (record_bytes > limits::kRecordBytes) {
    return InvalidArgument("record '" + record.natural_key() + "': " + std::to_string(record_bytes) +
                           " bytes, over the limit of " + std::to_string(limits::kRecordBytes));
  }
  // A batch is sent before it would pass the limit, so that only a single large record makes a large batch.
  if (batch_bytes_ > 0 && batch_bytes_ + record_bytes > limits::kBatchBytes) HELHET_RETURN_IF_ERROR(Flush());
  Append(plugin::v1::Batch::kRecordsFieldNumber, record);
  ++records_;
  checkpoint_ = std::move(checkpoint);
  batch_bytes_ += record_bytes;
  if (records_ >= limits::kBatchRecords || batch_bytes_ >= limits::kBatchBytes) return Flush();
  return OkStatus();
}

Status Emitter::AddChunk(const plugin::v1::SourceChunk& chunk) {
  const size_t bytes = chunk.data().size();
  if (batch_bytes_ > 0 && batch_bytes_ + bytes > limits::kBatchBytes) HELHET_RETURN_IF_ERROR(Flush());
  chunk.ByteSizeLong();
  Append(plugin::v1::Batch::kSourceChunksFieldNumber, chunk);
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
    HELHET_RETURN_IF_ERROR(AddChunk(chunk));
  }
  return reference;
}

void Emitter::Checkpoint(std::string checkpoint) {
  checkpoint_changed_ = checkpoint_changed_ || checkpoint != checkpoint_;
  checkpoint_ = std::move(checkpoint);
}

Status Emitter::Flush() {
  if (batch_.empty() && !checkpoint_changed_) return OkStatus();
  // The checkpoint stays for the next batch, for pieces may be sent before their first record.
  plugin::v1::Batch rest;
  rest.set_sequence(++sequence_);
  rest.set_checkpoint(checkpoint_);
  rest.AppendToString(&batch_);
  const helhet_status code = host_.table()->emit(
      host_.table()->self, {reinterpret_cast<const uint8_t*>(batch_.data()), batch_.size()});
  batch_.clear();
  // Room for one large record is not kept for all the small ones after it.
  if (batch_.capacity() > 2 * limits::kBatchBytes) batch_.shrink_to_fit();
  records_ = 0;
  batch_bytes_ = 0;
  checkpoint_changed_ = false;
  if (code != HELHET_OK) return Status(static_cast<StatusCode>(code), "read: the hub took no more batches");
  return OkStatus();
}

}  // namespace helhet::sdk
