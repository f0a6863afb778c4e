// Who answers for figures, and when: baselines that are frozen, actuals that are approved, and corrections of both.
#pragma once

#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// Who does it, and when.
struct Act {
  const security::Identity& caller;
  int64_t now_us;
};

// All of them: NOT_FOUND names the benefit; INVALID_ARGUMENT without an etag, ABORTED when it is not of what stands now;
// FAILED_PRECONDITION tells what is in the way, as a period that is not wholly measured.

// FAILED_PRECONDITION also when a baseline is frozen already.
Result<api::v1::FreezeBaselineResponse> FreezeBaseline(store::TenantStore& store, const api::v1::FreezeBaselineRequest& request, const Act& act);

// INVALID_ARGUMENT without a reason; FAILED_PRECONDITION when no baseline is frozen, or the one that is frozen can be compared with:
// what has come out otherwise there is a correction. PERMISSION_DENIED for the benefit's own responsible.
Result<api::v1::RebaselineBenefitResponse> RebaselineBenefit(store::TenantStore& store, const api::v1::RebaselineBenefitRequest& request, const Act& act);

// PERMISSION_DENIED for the benefit's own responsible; FAILED_PRECONDITION when no baseline is frozen, or the period is approved.
Result<api::v1::ApproveActualResponse> ApproveActual(store::TenantStore& store, const api::v1::ApproveActualRequest& request, const Act& act);

// As ApproveActual; FAILED_PRECONDITION when nothing stands there, or nothing has come out otherwise.
Result<api::v1::ApproveCorrectionResponse> ApproveCorrection(store::TenantStore& store, const api::v1::ApproveCorrectionRequest& request, const Act& act);

}  // namespace helhet::benefit
