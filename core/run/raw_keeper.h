// Keeps the source bytes of a run's records: those that came with a record, and larger objects that came in pieces.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/run/mapping.h"
#include "core/store/raw_payload.h"
#include "core/store/tenant_store.h"
#include "helhet/plugin/v1/record.pb.h"

namespace helhet::run {

// Of one run. What the connector has brought before is not stored again where that can be known without an index by content
// (core/decisions/0009): when a record is read again, when records share a document, and for objects in pieces.
class RawKeeper {
 public:
  // The payloads are as old as the run, which began at this time, microseconds since 1970 UTC.
  RawKeeper(std::string connector_id, int64_t started_us) : connector_id_(std::move(connector_id)), started_us_(started_us) {}

  // Tells of a payload that a record of the connector has: of this hash, perhaps deleted since. The latest thousands
  // are remembered.
  void Remember(const std::string& sha256, int64_t payload_id);

  // Stores what came with these records and in the batch's pieces, in the caller's transaction, and says in each record
  // where its bytes are.
  Status Keep(store::TenantStore& store, const plugin::v1::Batch& batch, const std::vector<MappedRecord*>& records);

 private:
  // Payload ids by hash of content. 0 is for those not stored yet.
  using Numbers = std::unordered_map<std::string, int64_t>;

  Status AddPieces(store::TenantStore& store, const plugin::v1::Batch& batch, store::RawPayloads& payloads) const;
  Status AddWhole(store::TenantStore& store, const std::vector<MappedRecord*>& records, store::RawPayloads& payloads);
  int64_t Remembered(const std::string& sha256) const;
  Status ForgetDeleted(store::TenantStore& store, Numbers& numbers) const;

  const std::string connector_id_;
  const int64_t started_us_;
  Numbers latest_, before_;  // what is remembered; when `latest_` is full it becomes `before_`
};

}  // namespace helhet::run
