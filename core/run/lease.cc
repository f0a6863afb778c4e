#include "core/run/lease.h"

namespace helhet::run {
namespace {

Status LostLease(const Lease& lease) {
  return Aborted("connector " + lease.connector_id + ": another run has taken over")
      .WithReason("lease_lost").WithClass(ErrorClass::kHub);
}

}  // namespace

Result<Lease> TakeLease(store::TenantStore& store, const std::string& connector_id, const std::string& holder, int64_t now_us) {
  Lease lease{connector_id, holder, 0, ""};
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(store.Execute(
        "INSERT INTO connector_state (municipality_id, connector_id, checkpoint, lease_token, lease_holder, lease_until_us) "
        "VALUES ($1, $2, $3, 0, '', 0) ON CONFLICT (municipality_id, connector_id) DO NOTHING",
        {connector_id, store::Bytes{}}).status());
    HELHET_ASSIGN_OR_RETURN(const int64_t taken, store.Execute(
        "UPDATE connector_state SET lease_token = lease_token + 1, lease_holder = $3, lease_until_us = $4 "
        "WHERE municipality_id = $1 AND connector_id = $2 AND (lease_until_us <= $5 OR lease_holder = $3)",
        {connector_id, holder, now_us + kLeaseUs, now_us}));
    HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
        "SELECT lease_token, checkpoint, lease_holder FROM connector_state WHERE municipality_id = $1 AND connector_id = $2",
        {connector_id}));
    if (taken == 0) {
      return FailedPrecondition("connector " + connector_id + ": is being run already by " + store::AsText(row[2]))
          .WithReason("already_running").WithClass(ErrorClass::kHub).WithRemedy("wait for that run to end");
    }
    lease.token = store::AsInteger(row[0]);
    lease.checkpoint = store::AsText(row[1]);
    return OkStatus();
  }));
  return lease;
}

Status FenceAndCheckpoint(store::TenantStore& store, const Lease& lease, const std::string& checkpoint, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const int64_t rows, store.Execute(
      "UPDATE connector_state SET checkpoint = $4, lease_until_us = $5 "
      "WHERE municipality_id = $1 AND connector_id = $2 AND lease_token = $3",
      {lease.connector_id, lease.token, store::Bytes{checkpoint}, now_us + kLeaseUs}));
  return rows == 1 ? OkStatus() : LostLease(lease);
}

Status ExtendLease(store::TenantStore& store, const Lease& lease, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const int64_t rows, store.Execute(
      "UPDATE connector_state SET lease_until_us = $4 WHERE municipality_id = $1 AND connector_id = $2 AND lease_token = $3",
      {lease.connector_id, lease.token, now_us + kLeaseUs}));
  return rows == 1 ? OkStatus() : LostLease(lease);
}

Status ReturnLease(store::TenantStore& store, const Lease& lease) {
  return store.Execute(
      "UPDATE connector_state SET lease_until_us = 0, lease_holder = '' "
      "WHERE municipality_id = $1 AND connector_id = $2 AND lease_token = $3",
      {lease.connector_id, lease.token}).status();
}

}  // namespace helhet::run
