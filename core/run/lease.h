// The right to run a connector instance: one holder at a time, with a token that only grows.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/store/tenant_store.h"

namespace helhet::run {

// How long a lease holds without a sign from its holder: longer than the slowest commit, short enough that
// another hub takes over within a minute.
inline constexpr int64_t kLeaseUs = 60'000'000;
// How often a run that lives extends it: a few of these may fail, and none costs much.
inline constexpr std::chrono::seconds kLeaseBeat{10};

struct Lease {
  std::string connector_id;
  std::string holder;
  int64_t token = 0;
  std::string checkpoint;  // where the last stored batch ended
};

// Takes the lease. FAILED_PRECONDITION while another holder's is valid; the holder's own is taken over, as
// that is what a hub that was killed finds on its return. In a transaction of its own.
Result<Lease> TakeLease(store::TenantStore& store, const std::string& connector_id, const std::string& holder, int64_t now_us);

// Within the transaction that commits a batch: extends the lease, states the checkpoint, and holds the row
// until commit. ABORTED when the token is no longer the newest: another run has taken over.
Status FenceAndCheckpoint(store::TenantStore& store, const Lease& lease, const std::string& checkpoint, int64_t now_us);

// Extends the lease. ABORTED as above.
Status ExtendLease(store::TenantStore& store, const Lease& lease, int64_t now_us);

// Gives it back. Nothing happens when another has it by now.
Status ReturnLease(store::TenantStore& store, const Lease& lease);

}  // namespace helhet::run
