// Stores a batch: facts, quarantine, raw payloads, dirty marks and counters, in the caller's transaction.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/run/aftermath.h"
#include "core/run/ledger.h"
#include "core/run/mapping.h"
#include "core/run/raw_keeper.h"
#include "core/run/settle.h"
#include "core/store/fact_tables.h"
#include "core/store/tenant_store.h"

namespace helhet::run {

// What does not change between batches of a run.
struct BatchTarget {
  std::string connector_id;
  std::string run_id;
  Precedence precedence;
  RawKeeper* raw = nullptr;  // null where no source bytes are kept
};

// Used once for each batch.
class BatchWriter {
 public:
  BatchWriter(store::TenantStore& store, const BatchTarget& target) : store_(store), target_(target) {}

  // Writes the batch and says what became of its records. Calls nothing twice: a record that stands twice
  // in a batch is handled in order, as if it had come in two.
  Result<Counters> Write(std::vector<MappedRecord> records, const plugin::v1::Batch& batch);

 private:
  // A fact as it stands in the store, or as this batch has left it.
  struct Stored {
    int64_t fact_id = 0;
    std::string content_hash;
    int64_t source_time_us = 0;
    std::string locator;
    std::string kind;
    std::string business_key;
    int pending = -1;     // index in pending_ when this batch writes it
    bool in_store = true; // false when this batch makes it
    bool gone = false;    // this batch deletes it
  };
  // A fact that this batch writes.
  struct Pending {
    MappedRecord* mapped = nullptr;
    int64_t fact_id = 0;
  };

  Status LoadStored(const std::vector<MappedRecord>& records);
  Status LookForQuarantine();
  void Classify(MappedRecord& mapped);
  void ClassifyFact(MappedRecord& mapped, Stored& stored);
  Status AssignFactIds();
  Status DeleteOutdated();
  Status MarkUnmatched();
  Status InsertFacts();
  Status InsertWaiting();
  Status KeepRaw(const plugin::v1::Batch& batch);
  Status RememberQuarantined(const std::vector<MappedRecord*>& records);
  void RememberRaw(const store::Value& sha256, const store::Value& payload_id);
  Status WriteQuarantine();
  Status ResolveQuarantine(const std::vector<MappedRecord>& records);

  store::TenantStore& store_;
  const BatchTarget& target_;
  Counters counters_;
  std::map<std::pair<std::string, std::string>, Stored> stored_;  // by stream and natural key
  std::vector<Pending> pending_;
  std::vector<MappedRecord*> refused_;
  std::set<int64_t> outdated_;  // fact ids whose rows are replaced or go
  std::map<int64_t, std::string> outdated_kinds_;
  std::set<std::string> business_keys_;
  DirtyCells dirty_;
  int64_t next_fact_id_ = 0;
  bool has_quarantine_ = false;  // something of the connector was refused before
};

}  // namespace helhet::run
