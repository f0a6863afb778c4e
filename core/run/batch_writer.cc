#include "core/run/batch_writer.h"

#include "core/match/marks.h"
#include "core/store/key_lists.h"
#include "core/store/numbers.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Bytes;
using store::Row;
using store::Value;

std::string JoinedUnitCodes(const model::v1::Fact& fact) {
  std::string joined;
  for (const auto& code : fact.unit_codes()) joined += (joined.empty() ? "" : "\n") + code.scheme() + "=" + code.code();
  return joined;
}

std::string JoinedFlags(const model::v1::Fact& fact) {
  std::string joined;
  for (const auto& flag : fact.flags()) joined += (joined.empty() ? "" : "\n") + flag.rule() + " " + flag.where() + ": " + flag.what();
  return joined;
}

}  // namespace

Result<Counters> BatchWriter::Write(std::vector<MappedRecord> records, const plugin::v1::Batch& batch) {
  counters_.read = static_cast<int64_t>(records.size());
  HELHET_RETURN_IF_ERROR(LoadStored(records));
  HELHET_RETURN_IF_ERROR(LookForQuarantine());
  for (MappedRecord& mapped : records) Classify(mapped);
  HELHET_RETURN_IF_ERROR(AssignFactIds());
  HELHET_RETURN_IF_ERROR(DeleteOutdated());
  HELHET_RETURN_IF_ERROR(KeepRaw(batch));
  HELHET_RETURN_IF_ERROR(InsertFacts());
  HELHET_RETURN_IF_ERROR(InsertWaiting());
  HELHET_RETURN_IF_ERROR(WriteQuarantine());
  HELHET_RETURN_IF_ERROR(ResolveQuarantine(records));
  // A fact that shares its key with none was written as counting, unless a rival has just gone.
  FactIds turned;
  HELHET_RETURN_IF_ERROR(SettleBusinessKeys(store_, business_keys_, target_.precedence, /*lone=*/!outdated_.empty(), dirty_, turned));
  HELHET_RETURN_IF_ERROR(MarkTurned(store_, turned, next_fact_id_));
  HELHET_RETURN_IF_ERROR(MarkUnmatched());
  HELHET_RETURN_IF_ERROR(MarkDirty(store_, dirty_, next_fact_id_));
  return counters_;
}

Status BatchWriter::LoadStored(const std::vector<MappedRecord>& records) {
  static const std::string sql =
      "SELECT natural_key, fact_id, content_hash, source_time_us, locator, kind, business_key, raw_sha256, raw_payload_id FROM fact "
      "WHERE municipality_id = $1 AND connector_id = $2 AND stream = $3 AND natural_key IN (" + store::Places(4) + ")";
  std::map<std::string, std::set<std::string>> keys;
  for (const MappedRecord& mapped : records) {
    if (!mapped.record.has_refusal()) keys[mapped.record.stream()].insert(mapped.record.natural_key());
  }
  for (const auto& [stream, stream_keys] : keys) {
    HELHET_RETURN_IF_ERROR(store::InLists(stream_keys, {target_.connector_id, stream}, [&](const std::vector<Value>& parameters) {
      return store_.Query(sql, parameters, [&](const Row& row) {
        stored_[{stream, AsText(row[0])}] = {AsInteger(row[1]), AsText(row[2]), AsInteger(row[3]), AsText(row[4]), AsText(row[5]), AsText(row[6])};
        RememberRaw(row[7], row[8]);
        return OkStatus();
      });
    }));
  }
  return OkStatus();
}

// Whether anything there was refused before this batch.
Status BatchWriter::LookForQuarantine() {
  HELHET_ASSIGN_OR_RETURN(const Row open, store_.QueryOne(
      "SELECT 1 FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND state = 'open' LIMIT 1", {target_.connector_id}));
  has_quarantine_ = !open.empty();
  return OkStatus();
}

void BatchWriter::Classify(MappedRecord& mapped) {
  const plugin::v1::Record& record = mapped.record;
  if (record.has_refusal()) {
    ++counters_.refused;
    refused_.push_back(&mapped);
    return;
  }
  const auto key = std::pair(record.stream(), record.natural_key());
  const auto found = stored_.find(key);
  if (record.has_deletion()) {
    if (found == stored_.end() || found->second.gone) {
      ++counters_.unchanged;
      return;
    }
    ++counters_.deleted;
    Stored& stored = found->second;
    business_keys_.insert(stored.business_key);
    if (stored.in_store) {
      outdated_.insert(stored.fact_id);
      outdated_kinds_[stored.fact_id] = stored.kind;
    }
    if (stored.pending >= 0) pending_[static_cast<size_t>(stored.pending)].mapped = nullptr;
    stored.pending = -1;
    stored.gone = true;
    return;
  }
  if (found == stored_.end()) {
    ++counters_.inserted;
    Stored& stored = stored_[key];
    stored.in_store = false;
    ClassifyFact(mapped, stored);
    return;
  }
  Stored& stored = found->second;
  // Of two versions the later counts, so that the order in which a source lists them does not matter.
  const bool older = std::pair(record.source_time_us(), record.locator()) < std::pair(stored.source_time_us, stored.locator);
  if (!stored.gone && (stored.content_hash == mapped.content_hash || older)) {
    ++counters_.unchanged;
    return;
  }
  ++(stored.gone ? counters_.inserted : counters_.changed);
  if (stored.in_store) {
    outdated_.insert(stored.fact_id);
    outdated_kinds_[stored.fact_id] = stored.kind;
    business_keys_.insert(stored.business_key);
  }
  ClassifyFact(mapped, stored);
}

void BatchWriter::ClassifyFact(MappedRecord& mapped, Stored& stored) {
  const plugin::v1::Record& record = mapped.record;
  if (mapped.unit_id.empty()) ++counters_.waiting;
  if (record.fact().flags_size() > 0) ++counters_.flagged;
  if (stored.pending >= 0) {
    pending_[static_cast<size_t>(stored.pending)].mapped = &mapped;
  } else {
    stored.pending = static_cast<int>(pending_.size());
    pending_.push_back({&mapped, stored.fact_id});
  }
  stored.content_hash = mapped.content_hash;
  stored.source_time_us = record.source_time_us();
  stored.locator = record.locator();
  stored.kind = mapped.kind;
  stored.business_key = record.business_key();
  stored.gone = false;
  if (!record.business_key().empty()) business_keys_.insert(record.business_key());
  if (!mapped.unit_id.empty()) dirty_.insert({mapped.kind, mapped.unit_id, mapped.month});
}

Status BatchWriter::AssignFactIds() {
  // One number more than there are facts: it is the sequence of this batch's dirty marks.
  const int64_t count = static_cast<int64_t>(pending_.size()) + 1;
  HELHET_ASSIGN_OR_RETURN(next_fact_id_, store::TakeNumbers(store_, count));
  for (Pending& pending : pending_) {
    if (pending.fact_id == 0) pending.fact_id = next_fact_id_++;
  }
  return OkStatus();
}

// Whose match may rest on what has come.
Status BatchWriter::MarkUnmatched() {
  FactIds come;
  for (const Pending& pending : pending_) {
    if (pending.mapped != nullptr) come[pending.mapped->kind].insert(pending.fact_id);
  }
  for (const auto& [kind, fact_ids] : come) {
    HELHET_RETURN_IF_ERROR(match::MarkAffected(store_, kind, fact_ids, match::Change::kCome, next_fact_id_));
  }
  return OkStatus();
}

Status BatchWriter::DeleteOutdated() {
  FactIds gone;
  for (const int64_t fact_id : outdated_) gone[outdated_kinds_[fact_id]].insert(fact_id);
  for (const auto& [kind, fact_ids] : gone) {
    HELHET_RETURN_IF_ERROR(match::MarkAffected(store_, kind, fact_ids, match::Change::kGo, next_fact_id_));
  }
  for (const int64_t fact_id : outdated_) {
    const std::string& kind = outdated_kinds_[fact_id];
    HELHET_RETURN_IF_ERROR(store_.Query(
        "SELECT unit_id, month FROM fact_" + kind + " WHERE municipality_id = $1 AND fact_id = $2", {fact_id}, [&](const Row& row) {
          if (!AsText(row[0]).empty()) dirty_.insert({kind, AsText(row[0]), AsText(row[1])});
          return OkStatus();
        }));
    std::vector<std::string> tables = {"fact_" + kind, "waiting_code", "fact"};
    for (const auto* lines : model::LineTables(kind)) tables.push_back(lines->table);
    for (const std::string& table : tables) {
      HELHET_RETURN_IF_ERROR(
          store_.Execute("DELETE FROM " + table + " WHERE municipality_id = $1 AND fact_id = $2", {fact_id}).status());
    }
  }
  return OkStatus();
}

Status BatchWriter::KeepRaw(const plugin::v1::Batch& batch) {
  if (target_.raw == nullptr) return OkStatus();
  std::vector<MappedRecord*> kept;
  for (const Pending& pending : pending_) {
    if (pending.mapped != nullptr) kept.push_back(pending.mapped);
  }
  kept.insert(kept.end(), refused_.begin(), refused_.end());
  if (has_quarantine_) HELHET_RETURN_IF_ERROR(RememberQuarantined(kept));
  return target_.raw->Keep(store_, batch, kept);
}

// A record that was refused before has its bytes there already, whether it is refused again or is a fact now.
Status BatchWriter::RememberQuarantined(const std::vector<MappedRecord*>& records) {
  static const std::string sql =
      "SELECT raw_sha256, raw_payload_id FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND stream = $3 "
      "AND natural_key IN (" + store::Places(4) + ")";
  std::map<std::string, std::set<std::string>> keys;
  for (const MappedRecord* mapped : records) keys[mapped->record.stream()].insert({mapped->record.natural_key(), mapped->record.locator()});
  for (const auto& [stream, stream_keys] : keys) {
    HELHET_RETURN_IF_ERROR(store::InLists(stream_keys, {target_.connector_id, stream}, [&](const std::vector<Value>& parameters) {
      return store_.Query(sql, parameters, [&](const Row& row) {
        RememberRaw(row[0], row[1]);
        return OkStatus();
      });
    }));
  }
  return OkStatus();
}

void BatchWriter::RememberRaw(const Value& sha256, const Value& payload_id) {
  if (target_.raw != nullptr && AsInteger(payload_id) != 0) target_.raw->Remember(AsText(sha256), AsInteger(payload_id));
}

Status BatchWriter::InsertFacts() {
  std::vector<Row> headers;
  store::FactRows rows;
  for (const Pending& pending : pending_) {
    if (pending.mapped == nullptr) continue;  // deleted again within the batch
    const MappedRecord& mapped = *pending.mapped;
    const plugin::v1::Record& record = mapped.record;
    headers.push_back({pending.fact_id, target_.connector_id, record.stream(), record.natural_key(), record.business_key(), mapped.kind,
                       Bytes{mapped.content_hash}, record.source_time_us(), record.locator(), Bytes{record.source().sha256()},
                       mapped.raw_payload_id, static_cast<int64_t>(record.source().offset()), static_cast<int64_t>(record.source().length()),
                       JoinedUnitCodes(record.fact()), JoinedFlags(record.fact()), target_.run_id});
    rows.Add(record.fact(), {pending.fact_id, mapped.unit_id, mapped.month, true});
  }
  HELHET_RETURN_IF_ERROR(store_.InsertRows(
      {"fact", {"fact_id", "connector_id", "stream", "natural_key", "business_key", "kind", "content_hash", "source_time_us", "locator",
                "raw_sha256", "raw_payload_id", "raw_offset", "raw_length", "unit_codes", "flags", "run_id"}}, std::move(headers)));
  for (auto& table : rows.Take()) HELHET_RETURN_IF_ERROR(store_.InsertRows(table.table, std::move(table.rows)));
  return OkStatus();
}

Status BatchWriter::InsertWaiting() {
  std::vector<Row> rows;
  for (const Pending& pending : pending_) {
    if (pending.mapped == nullptr || !pending.mapped->unit_id.empty()) continue;
    const auto& fact = pending.mapped->record.fact();
    AddWaitingRows({fact.unit_codes().begin(), fact.unit_codes().end()}, pending.fact_id, rows);
  }
  return InsertWaitingCodes(store_, std::move(rows));
}

Status BatchWriter::WriteQuarantine() {
  for (const MappedRecord* mapped : refused_) {
    const plugin::v1::Record& record = mapped->record;
    HELHET_RETURN_IF_ERROR(store_.Execute(
        "INSERT INTO quarantine (municipality_id, connector_id, stream, natural_key, locator, source_time_us, code, what, remedy, raw_sha256, "
        "raw_payload_id, raw_media_type, first_run_id, last_run_id, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, 'open') "
        "ON CONFLICT (municipality_id, connector_id, stream, natural_key) DO UPDATE SET locator = excluded.locator, "
        "source_time_us = excluded.source_time_us, code = excluded.code, what = excluded.what, remedy = excluded.remedy, "
        "raw_sha256 = excluded.raw_sha256, raw_payload_id = excluded.raw_payload_id, raw_media_type = excluded.raw_media_type, last_run_id = excluded.last_run_id, state = 'open'",
        {target_.connector_id, record.stream(), record.natural_key(), record.locator(), record.source_time_us(), record.refusal().code(),
         record.refusal().what(), record.refusal().remedy(), Bytes{record.source().sha256()}, mapped->raw_payload_id,
         record.raw_media_type(), target_.run_id}).status());
  }
  return OkStatus();
}

// A record that was refused and now is a fact is no longer in quarantine: it has the same key, or, where a whole
// document was refused before a key could be read, its place for a key.
Status BatchWriter::ResolveQuarantine(const std::vector<MappedRecord>& records) {
  if (!has_quarantine_) return OkStatus();
  static const std::string sql =
      "UPDATE quarantine SET state = 'resolved', last_run_id = $3 WHERE municipality_id = $1 AND connector_id = $2 AND stream = $4 "
      "AND state = 'open' AND natural_key IN (" + store::Places(5) + ")";
  std::map<std::string, std::set<std::string>> keys;
  for (const MappedRecord& mapped : records) {
    if (mapped.record.has_fact()) keys[mapped.record.stream()].insert({mapped.record.natural_key(), mapped.record.locator()});
  }
  for (const MappedRecord* mapped : refused_) keys[mapped->record.stream()].erase(mapped->record.natural_key());
  for (const auto& [stream, stream_keys] : keys) {
    HELHET_RETURN_IF_ERROR(store::InLists(stream_keys, {target_.connector_id, target_.run_id, stream},
                                   [&](const std::vector<Value>& parameters) { return store_.Execute(sql, parameters).status(); }));
  }
  return OkStatus();
}

}  // namespace helhet::run
