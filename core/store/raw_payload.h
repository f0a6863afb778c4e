// Source bytes as they came, compressed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/store/tenant_store.h"

namespace helhet::store {

// SHA-256 of bytes, 32 bytes.
std::string Sha256(std::string_view bytes);
// Bytes as lower-case hexadecimal.
std::string Hex(std::string_view bytes);

// What is known of a payload beside its bytes.
struct RawPayload {
  int64_t payload_id = 0;  // a number of the municipality's (numbers.h)
  std::string connector_id;
  std::string media_type;
  uint64_t total_length = 0;
  int64_t stored_us = 0;  // since 1970 UTC: by this and the connector its retention is counted
};

// Collects payloads of a batch and writes them together.
class RawPayloads {
 public:
  // Adds one piece; a payload that came whole is its piece 0.
  void Add(const RawPayload& payload, uint32_t piece, std::string_view bytes);
  // Writes what is not there yet.
  Status Store(TenantStore& store);

 private:
  std::vector<Row> rows_;
};

// Gives a source object, which comes in pieces, over batches and perhaps over runs, the number and the time of the first of
// them. The connector and the hash of the whole say which object it is.
Status NumberSourceObject(TenantStore& store, const std::string& sha256, RawPayload& object);

// What a fact or a record in quarantine knows of its source bytes.
struct RawReference {
  std::string connector_id;
  std::string sha256;  // of the whole
  int64_t payload_id = 0;  // 0: those of a source object
};

// A payload as it came. NOT_FOUND when it was never kept or is deleted; DATA_LOSS when pieces are missing
// or do not add up to the hash.
Result<std::string> LoadRawPayload(TenantStore& store, const RawReference& reference);
// A part of one, which may be a ledger of gigabytes: one piece is in memory at a time, and the hash of the whole is
// checked all the same. OUT_OF_RANGE when it is shorter than that.
Result<std::string> LoadRawPayloadPart(TenantStore& store, const RawReference& reference, uint64_t offset, uint64_t length);

// Deletes what a connector brought before a time, in transactions of their own that are short enough to let others
// write in between. Gives the number of pieces deleted.
Result<int64_t> PurgeRawPayloads(TenantStore& store, const std::string& connector_id, int64_t before_us);

}  // namespace helhet::store
