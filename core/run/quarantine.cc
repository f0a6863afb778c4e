#include "core/run/quarantine.h"

#include <set>

#include "core/store/raw_payload.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

// Bytes shown of a record; the whole is in the source and in the store.
constexpr size_t kShownBytes = 1u << 20;
// Bytes in one replay: they travel in one message to the connector.
constexpr size_t kReplayBytes = 16u << 20;

constexpr char kColumns[] =
    "connector_id, stream, natural_key, locator, code, what, remedy, raw_sha256, first_run_id, last_run_id, raw_media_type, source_time_us";

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

}  // namespace

Result<api::v1::ListQuarantineResponse> ListQuarantine(store::TenantStore& store, const std::string& connector_id, int page_size,
                                                       const std::string& after) {
  api::v1::ListQuarantineResponse response;
  std::string last;
  // One key for the order and the page token, so that a page begins right after the one before.
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM quarantine WHERE municipality_id = $1 AND state = 'open' AND ($2 = '' OR connector_id = $2) "
      "AND connector_id || '/' || natural_key > $3 ORDER BY connector_id || '/' || natural_key LIMIT $4",
      {connector_id, after, int64_t{page_size} + 1}, [&](const Row& row) {
        if (response.records_size() == page_size) {
          response.set_next_page_token(last);
          return OkStatus();
        }
        *response.add_records() = FromRow(row);
        last = AsText(row[0]) + "/" + AsText(row[2]);
        return OkStatus();
      }));
  return response;
}

Result<api::v1::GetQuarantinedResponse> GetQuarantined(store::TenantStore& store, const std::string& connector_id,
                                                       const std::string& natural_key) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
      "SELECT " + std::string(kColumns) + " FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND natural_key = $3 "
      "AND state = 'open'", {connector_id, natural_key}));
  if (row.empty()) return NotFound("quarantine: connector " + connector_id + " has no record '" + natural_key + "' there");
  api::v1::GetQuarantinedResponse response;
  *response.mutable_record() = FromRow(row);
  response.set_raw_media_type(AsText(row[10]));
  auto raw = store::LoadRawPayload(store, AsText(row[7]));
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
  RunRequest run;
  run.municipality_id = store.municipality_id();
  run.connector = connector;
  run.trigger = "replay";
  const std::set<std::string> keys(request.natural_keys().begin(), request.natural_keys().end());
  std::vector<Row> rows;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT " + std::string(kColumns) + " FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND state = 'open' "
      "ORDER BY natural_key", {connector.connector_id()}, [&](const Row& row) {
        if (keys.empty() || keys.contains(AsText(row[2]))) rows.push_back(row);
        return OkStatus();
      }));
  size_t bytes = 0;
  for (const Row& row : rows) {
    auto raw = store::LoadRawPayload(store, AsText(row[7]));
    if (!raw.ok()) {
      response.set_without_raw(response.without_raw() + 1);
      continue;
    }
    if (bytes + raw->size() > kReplayBytes) break;  // the rest stays, for a replay after this one
    bytes += raw->size();
    auto& document = run.replay.emplace_back();
    document.set_stream(AsText(row[1]));
    document.set_locator(AsText(row[3]));
    document.set_source_time_us(AsInteger(row[11]));
    document.set_raw(*std::move(raw));
    document.set_raw_media_type(AsText(row[10]));
  }
  if (run.replay.empty()) return response;
  HELHET_ASSIGN_OR_RETURN(const auto watch, runner.Start(std::move(run)));
  const RunUpdate end = watch->Wait();
  if (!end.record.problem.ok()) return end.record.problem;
  response.set_replayed(end.record.counters.read);
  response.set_refused(end.record.counters.refused);
  response.set_stored(end.record.counters.read - end.record.counters.refused);
  response.set_run_id(end.record.run_id);
  return response;
}

}  // namespace helhet::run
