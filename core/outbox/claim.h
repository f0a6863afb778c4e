// The right to take one delivery out: one holder at a time, with a token that only grows. What a holder stores under a token
// that is no longer the newest is ABORTED with reason lease_lost, and nothing of it is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/store/tenant_store.h"
#include "helhet/plugin/v1/connector.pb.h"
#include "helhet/status.h"

namespace helhet::outbox {

// How long a claim holds: longer than a connector may be silent before its child is ended (core/plugin/deadlines.h), with the
// start of the child on top, so that only a hub that is gone loses one.
inline constexpr int64_t kClaimUs = 10 * 60 * 1'000'000LL;

struct Claim {
  // What goes out, under its delivery_id. Without a body until the document is made.
  plugin::v1::WriteRequest request;
  std::string sheet;  // helhet.api.v1.GetA3Response; empty once the document is made
  std::string connector_id;
  int failures = 0;  // in a row; while the document is not made, this attempt with them
  int64_t token = 0;

  const std::string& delivery_id() const { return request.delivery_id(); }
  // As long as it is not, nothing can have gone out.
  bool is_made() const { return sheet.empty(); }
};

// Takes the delivery whose turn it is; none when nothing is due. The holder's own is taken over at once, as that is what a hub
// that was killed finds on its return.
Result<std::optional<Claim>> ClaimNext(store::TenantStore& store, const std::string& holder, int64_t now_us);

// Stores the document that `claim.request` now holds, before it is first sent: whatever happens, the same bytes go out again.
Status StoreDocument(store::TenantStore& store, Claim& claim, const std::string& sha256, int64_t now_us);

// Sends it through another connector from now on.
Status StoreConnector(store::TenantStore& store, Claim& claim, const std::string& connector_id);

// The archive has it. The body is dropped: the archive keeps it.
Status StoreReceipt(store::TenantStore& store, const Claim& claim, const plugin::v1::WriteResponse& receipt, int64_t now_us);

// It failed, and is tried again at a time, or by a person.
Status StoreFailure(store::TenantStore& store, const Claim& claim, const Status& problem, std::optional<int64_t> next_attempt_us);

}  // namespace helhet::outbox
