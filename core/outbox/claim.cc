#include "core/outbox/claim.h"

#include "core/plugin/problem.h"

namespace helhet::outbox {
namespace {

using store::AsInteger;
using store::AsText;
using store::Bytes;

// Files of one export go out in their order: one that waits after a failure must not take the place of a newer one, where the
// receiver keeps the newest under one name. One that has failed for good keeps none waiting.
constexpr char kInOrder[] =
    "(export_id = '' OR NOT EXISTS (SELECT 1 FROM delivery AS older WHERE older.municipality_id = $1 AND older.export_id = delivery.export_id "
    "AND older.state = 'waiting' AND (older.created_us, older.delivery_id) < (delivery.created_us, delivery.delivery_id)))";

// Changes the row of a claim that still holds.
Status Change(store::TenantStore& store, const Claim& claim, const std::string& set, std::vector<store::Value> values) {
  values.insert(values.begin(), {claim.delivery_id(), claim.token});
  HELHET_ASSIGN_OR_RETURN(const int64_t rows, store.Execute(
      "UPDATE delivery SET " + set + " WHERE municipality_id = $1 AND delivery_id = $2 AND lease_token = $3", std::move(values)));
  if (rows == 1) return OkStatus();
  return Aborted("delivery " + claim.delivery_id() + ": another hub has taken over").WithReason("lease_lost").WithClass(ErrorClass::kHub);
}

Result<Claim> Load(store::TenantStore& store, const std::string& delivery_id) {
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT request, sheet, connector_id, failures, lease_token FROM delivery WHERE municipality_id = $1 AND delivery_id = $2", {delivery_id}));
  Claim claim{{}, AsText(row[1]), AsText(row[2]), static_cast<int>(AsInteger(row[3])), AsInteger(row[4])};
  if (claim.request.ParseFromString(AsText(row[0]))) return claim;
  return Status(StatusCode::kDataLoss, "delivery " + delivery_id + ": its row cannot be read").WithClass(ErrorClass::kHub);
}

}  // namespace

Result<std::optional<Claim>> ClaimNext(store::TenantStore& store, const std::string& holder, int64_t now_us) {
  // Asked first without a transaction: most of the time nothing is due, and a writer would wait for nothing.
  HELHET_ASSIGN_OR_RETURN(const store::Row due, store.QueryOne(
      "SELECT delivery_id FROM delivery WHERE municipality_id = $1 AND state = 'waiting' AND next_attempt_us <= $2 "
      "AND (lease_until_us <= $2 OR lease_holder = $3) AND " + std::string(kInOrder) + " ORDER BY next_attempt_us, created_us, delivery_id LIMIT 1", {now_us, holder}));
  if (due.empty()) return std::optional<Claim>();
  std::optional<Claim> claim;
  Status unreadable;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(const int64_t taken, store.Execute(
        "UPDATE delivery SET lease_token = lease_token + 1, lease_holder = $4, lease_until_us = $5, "
        // Until the document is there: what ends the hub leaves no other trace.
        "failures = failures + CASE WHEN sha256 = '' THEN 1 ELSE 0 END "
        "WHERE municipality_id = $1 AND delivery_id = $2 AND state = 'waiting' AND (lease_until_us <= $3 OR lease_holder = $4)",
        {AsText(due[0]), now_us, holder, now_us + kClaimUs}));
    if (taken == 0) return OkStatus();  // another hub was first
    auto loaded = Load(store, AsText(due[0]));
    if (loaded.ok()) {
      claim = *std::move(loaded);
      return OkStatus();
    }
    // What cannot be read is left to a person: it must not come first for ever, with all others behind it.
    unreadable = loaded.status();
    return store.Execute("UPDATE delivery SET state = 'failed', problem = $3, lease_holder = '', lease_until_us = 0 WHERE municipality_id = $1 AND delivery_id = $2",
                         {AsText(due[0]), Bytes{plugin::ToProblem(unreadable).SerializeAsString()}}).status();
  }));
  HELHET_RETURN_IF_ERROR(unreadable);
  return claim;
}

Status StoreDocument(store::TenantStore& store, Claim& claim, const std::string& sha256, int64_t now_us) {
  HELHET_RETURN_IF_ERROR(Change(store, claim, "request = $4, sheet = $5, sha256 = $6, lease_until_us = $7, failures = 0",
                                {Bytes{claim.request.SerializeAsString()}, Bytes{}, sha256, now_us + kClaimUs}));
  claim.sheet.clear();
  claim.failures = 0;
  return OkStatus();
}

Status StoreConnector(store::TenantStore& store, Claim& claim, const std::string& connector_id) {
  HELHET_RETURN_IF_ERROR(Change(store, claim, "connector_id = $4", {connector_id}));
  claim.connector_id = connector_id;
  return OkStatus();
}

Status StoreReceipt(store::TenantStore& store, const Claim& claim, const plugin::v1::WriteResponse& receipt, int64_t now_us) {
  plugin::v1::WriteRequest request = claim.request;
  request.clear_body();
  return Change(store, claim,
                "state = 'sent', external_id = $4, link = $5, sent_us = $6, request = $7, failures = 0, problem = $8, lease_holder = '', lease_until_us = 0",
                {receipt.external_id(), receipt.link(), now_us, Bytes{request.SerializeAsString()}, Bytes{}});
}

Status StoreFailure(store::TenantStore& store, const Claim& claim, const Status& problem, std::optional<int64_t> next_attempt_us) {
  return Change(store, claim, "state = $4, failures = failures + CASE WHEN sha256 = '' THEN 0 ELSE 1 END, problem = $5, next_attempt_us = $6, lease_holder = '', lease_until_us = 0",
                {next_attempt_us ? "waiting" : "failed", Bytes{plugin::ToProblem(problem).SerializeAsString()}, next_attempt_us.value_or(0)});
}

}  // namespace helhet::outbox
