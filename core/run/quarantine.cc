#include "core/run/quarantine.h"

#include <memory>
#include <set>

#include "core/store/raw_payload.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

// Bytes shown of a record; the whole is in the source and in the store.
constexpr size_t kShownBytes = 1u << 20;
// Bytes in one portion of a replay, which travels in one message to the connector.
constexpr size_t kReplayBytes = 16u << 20;

constexpr char kColumns[] =
    "connector_id, stream, natural_key, locator, code, what, remedy, raw_sha256, first_run_id, last_run_id, raw_media_type, source_time_us, "
    "raw_payload_id";

api::v1::QuarantinedRecord FromRow(const Row& row) {
  api::v1::QuarantinedRecord record;
  record.set_connector_id(AsText(row[0]));
  record.set_stream(AsText(row[1]));
  record.set_natural_key(AsText(row[2]));
  record.set_locator(AsText(row[3]));
  record.set_code(AsText(row[4]));
  record.set_what(AsText(row[5]));
  record.set_remedy(AsText(row[6]));
  record.set_raw_sha256(store::Hex(AsText(row[7])));
  record.set_first_run_id(AsText(row[8]));
  record.set_last_run_id(AsText(row[9]));
  return record;
}

Result<std::string> LoadRaw(store::TenantStore& store, const Row& row) {
  return store::LoadRawPayload(store, {AsText(row[0]), AsText(row[7]), AsInteger(row[12])});
}

// The records of one replay, in portions.
class Replay {
 public:
  explicit Replay(std::vector<Row> rows) : rows_(std::move(rows)) {}

  Result<std::vector<plugin::v1::ReplayDocument>> Next(store::TenantStore& store) {
    std::vector<plugin::v1::ReplayDocument> documents;
    for (size_t bytes = 0; next_ < rows_.size(); ++next_) {
      const Row& row = rows_[next_];
      auto raw = LoadRaw(store, row);
      if (raw.status().code() == StatusCode::kNotFound || raw.status().code() == StatusCode::kDataLoss) {
        ++without_raw_;
        continue;
      }
      if (!raw.ok()) return raw.status();
      bytes += raw->size();
      // The first goes however large it is: a record with its bytes always fits in a message.
      if (bytes > kReplayBytes && !documents.empty()) break;
      auto& document = documents.emplace_back();
      document.set_stream(AsText(row[1]));
      document.set_locator(AsText(row[3]));
      document.set_source_time_us(AsInteger(row[11]));
      document.set_raw(*std::move(raw));
      document.set_raw_media_type(AsText(row[10]));
    }
    return documents;
  }
  int64_t without_raw() const { return without_raw_; }

 private:
  const std::vector<Row> rows_;
  size_t next_ = 0;
  int64_t without_raw_ = 0;
};

Result<std::vector<Row>> RowsToReplay(store::TenantStore& store, const std::string& connector_id,
                                      const api::v1::ReplayQuarantineRequest& request) {
  const std::set<std::string> keys(request.natural_keys().begin(), request.natural_keys().end());
  std::vector<Row> rows;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND ($3 = '' OR stream = $3) "
      "AND state = 'open' ORDER BY stream, natural_key", {connector_id, request.stream()}, [&](const Row& row) {
        if (keys.empty() || keys.contains(AsText(row[2]))) rows.push_back(row);
        return OkStatus();
      }));
  return rows;
}

}  // namespace

Result<std::vector<api::v1::QuarantinedRecord>> ListQuarantine(store::TenantStore& store, const std::string& connector_id, int limit,
                                                               const QuarantinePosition& after) {
  std::vector<api::v1::QuarantinedRecord> records;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM quarantine WHERE municipality_id = $1 AND state = 'open' AND ($2 = '' OR connector_id = $2) "
      "AND (connector_id, stream, natural_key) > ($3, $4, $5) ORDER BY connector_id, stream, natural_key LIMIT $6",
      {connector_id, after.connector_id, after.stream, after.natural_key, int64_t{limit}}, [&](const Row& row) {
        records.push_back(FromRow(row));
        return OkStatus();
      }));
  return records;
}

Result<api::v1::GetQuarantinedResponse> GetQuarantined(store::TenantStore& store, const api::v1::GetQuarantinedRequest& request) {
  const std::string record = "quarantine: connector " + request.connector_id() + " has ";
  std::vector<Row> rows;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND natural_key = $3 "
      "AND ($4 = '' OR stream = $4) AND state = 'open' ORDER BY stream", {request.connector_id(), request.natural_key(), request.stream()},
      [&](const Row& row) {
        rows.push_back(row);
        return OkStatus();
      }));
  if (rows.empty()) return NotFound(record + "no record '" + request.natural_key() + "' there");
  if (rows.size() > 1) {
    return FailedPrecondition(record + "'" + request.natural_key() + "' in the streams " + AsText(rows[0][1]) + " and " + AsText(rows[1][1]))
        .WithReason("stream_needed").WithSetting("stream").WithRemedy("state which stream is meant");
  }
  const Row& row = rows.front();
  api::v1::GetQuarantinedResponse response;
  *response.mutable_record() = FromRow(row);
  response.set_raw_media_type(AsText(row[10]));
  auto raw = LoadRaw(store, row);
  if (raw.ok()) {
    response.set_raw_length(raw->size());
    response.set_raw(raw->substr(0, kShownBytes));
  } else if (raw.status().code() != StatusCode::kNotFound) {
    return raw.status();
  }
  return response;
}

Result<api::v1::ReplayQuarantineResponse> ReplayQuarantine(store::TenantStore& store, Runner& runner, const model::v1::Connector& connector,
                                                           const api::v1::ReplayQuarantineRequest& request) {
  api::v1::ReplayQuarantineResponse response;
  HELHET_ASSIGN_OR_RETURN(auto rows, RowsToReplay(store, connector.connector_id(), request));
  if (rows.empty()) return response;
  const auto replay = std::make_shared<Replay>(std::move(rows));
  RunRequest run;
  run.municipality_id = store.municipality_id();
  run.connector = connector;
  run.trigger = "replay";
  run.replay = [replay](store::TenantStore& own) { return replay->Next(own); };
  HELHET_ASSIGN_OR_RETURN(const auto watch, runner.Start(std::move(run)));
  const RunUpdate end = watch->Wait();
  if (!end.record.problem.ok()) return end.record.problem;
  response.set_replayed(end.record.counters.read);
  response.set_refused(end.record.counters.refused);
  response.set_stored(end.record.counters.read - end.record.counters.refused);
  response.set_without_raw(replay->without_raw());
  response.set_run_id(end.record.run_id);
  return response;
}

}  // namespace helhet::run
