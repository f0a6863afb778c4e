#include "core/run/raw_keeper.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/store/key_lists.h"
#include "core/store/numbers.h"

namespace helhet::run {
namespace {

// Payloads in each of the two halves of what is remembered: a few batches, for records that share a document come together.
constexpr size_t kRemembered = 4096;

}  // namespace

void RawKeeper::Remember(const std::string& sha256, int64_t payload_id) {
  if (latest_.size() >= kRemembered) {
    before_ = std::move(latest_);
    latest_.clear();
  }
  latest_[sha256] = payload_id;
}

int64_t RawKeeper::Remembered(const std::string& sha256) const {
  for (const Numbers* numbers : {&latest_, &before_}) {
    if (const auto found = numbers->find(sha256); found != numbers->end()) return found->second;
  }
  return 0;
}

Status RawKeeper::Keep(store::TenantStore& store, const plugin::v1::Batch& batch, const std::vector<MappedRecord*>& records) {
  store::RawPayloads payloads;
  HELHET_RETURN_IF_ERROR(AddPieces(store, batch, payloads));
  HELHET_RETURN_IF_ERROR(AddWhole(store, records, payloads));
  return payloads.Store(store);
}

Status RawKeeper::AddPieces(store::TenantStore& store, const plugin::v1::Batch& batch, store::RawPayloads& payloads) const {
  std::map<std::string, store::RawPayload> objects;
  for (const auto& chunk : batch.source_chunks()) {
    const auto [found, is_new] = objects.try_emplace(
        chunk.sha256(), store::RawPayload{0, connector_id_, chunk.media_type(), chunk.total_length(), started_us_});
    if (is_new) HELHET_RETURN_IF_ERROR(store::NumberSourceObject(store, chunk.sha256(), found->second));
    payloads.Add(found->second, chunk.index(), chunk.data());
  }
  return OkStatus();
}

Status RawKeeper::AddWhole(store::TenantStore& store, const std::vector<MappedRecord*>& records, store::RawPayloads& payloads) {
  Numbers numbers;
  for (MappedRecord* mapped : records) {
    plugin::v1::Record& record = mapped->record;
    if (record.raw().empty()) continue;
    auto* source = record.mutable_source();
    source->set_sha256(store::Sha256(record.raw()));
    source->set_offset(0);
    source->set_length(record.raw().size());
    numbers.try_emplace(source->sha256(), Remembered(source->sha256()));
  }
  if (numbers.empty()) return OkStatus();
  HELHET_RETURN_IF_ERROR(ForgetDeleted(store, numbers));
  const int64_t count = std::count_if(numbers.begin(), numbers.end(), [](const auto& number) { return number.second == 0; });
  HELHET_ASSIGN_OR_RETURN(int64_t next, store::TakeNumbers(store, count));
  for (MappedRecord* mapped : records) {
    const plugin::v1::Record& record = mapped->record;
    if (record.raw().empty()) continue;
    const std::string& sha256 = record.source().sha256();
    int64_t& payload_id = numbers[sha256];
    if (payload_id == 0) {
      payload_id = next++;
      payloads.Add({payload_id, connector_id_, record.raw_media_type(), record.raw().size(), started_us_}, 0, record.raw());
      Remember(sha256, payload_id);
    }
    mapped->raw_payload_id = payload_id;
  }
  return OkStatus();
}

// Retention may have taken what a record still names, and a batch that was rolled back what this run remembers.
Status RawKeeper::ForgetDeleted(store::TenantStore& store, Numbers& numbers) const {
  static const std::string sql =
      "SELECT payload_id FROM raw_payload WHERE municipality_id = $1 AND piece = 0 AND payload_id IN (" + store::Places(2) + ")";
  std::set<int64_t> named, kept;
  for (const auto& [sha256, payload_id] : numbers) {
    if (payload_id != 0) named.insert(payload_id);
  }
  HELHET_RETURN_IF_ERROR(store::InLists(named, {}, [&](const std::vector<store::Value>& parameters) {
    return store.Query(sql, parameters, [&](const store::Row& row) {
      kept.insert(store::AsInteger(row[0]));
      return OkStatus();
    });
  }));
  for (auto& [sha256, payload_id] : numbers) {
    if (!kept.contains(payload_id)) payload_id = 0;
  }
  return OkStatus();
}

}  // namespace helhet::run
