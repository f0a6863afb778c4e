// Source bytes as they came, once for each content, compressed.
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

// Collects payloads of a batch and writes them together.
class RawPayloads {
 public:
  // Of one connector, at one time (microseconds since 1970 UTC): by these their retention is counted.
  RawPayloads(std::string connector_id, int64_t stored_us) : connector_id_(std::move(connector_id)), stored_us_(stored_us) {}

  // Adds a whole payload; gives its SHA-256.
  std::string Add(std::string_view bytes, const std::string& media_type);
  // Adds one piece of a larger object that is known by the SHA-256 of the whole.
  void AddPiece(std::string_view bytes, uint32_t piece, const std::string& sha256, uint64_t total_length,
                const std::string& media_type);
  // Writes what is not there yet.
  Status Store(TenantStore& store);

 private:
  std::string connector_id_;
  int64_t stored_us_;
  std::vector<Row> rows_;
};

// A payload as it came. NOT_FOUND when it was never kept or is deleted; DATA_LOSS when pieces are missing
// or do not add up to the hash.
Result<std::string> LoadRawPayload(TenantStore& store, const std::string& sha256);
// A part of one, which may be a ledger of gigabytes: one piece is in memory at a time, and the hash of the whole is
// checked all the same. OUT_OF_RANGE when it is shorter than that.
Result<std::string> LoadRawPayloadPart(TenantStore& store, const std::string& sha256, uint64_t offset, uint64_t length);

// Deletes what a connector brought before a time, in transactions of their own that are short enough to let others
// write in between. Gives the number of pieces deleted.
Result<int64_t> PurgeRawPayloads(TenantStore& store, const std::string& connector_id, int64_t before_us);

}  // namespace helhet::store
