// A sheet's year: its steps, deep dives, follow-ups and the draft for the next one, as rows. process.h has the rules.
#pragma once

#include <string>
#include <vector>

#include "core/a3/process.h"
#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/a3_service.pb.h"

namespace helhet::a3 {

// Who does it, and when.
struct Act {
  const security::Identity& caller;
  int64_t now_us;
};

// Takes a step: a new edition that says where the sheet stands, and a row that says who took it. With an organisation A3 that is
// adopted or not, its submitted deep dives go by the same decision, and the plans of benefits on all of them are locked.
// ABORTED when the etag is not the newest; else as CheckStep.
Result<api::v1::MoveA3Response> MoveA3(store::TenantStore& store, const api::v1::MoveA3Request& request, const Act& act);

// FAILED_PRECONDITION when the action is no open investigation, or has its deep dive; ALREADY_EXISTS when a sheet has that
// identifier.
Result<api::v1::StartDeepDiveResponse> StartDeepDive(store::TenantStore& store, const api::v1::StartDeepDiveRequest& request, const Act& act);

// FAILED_PRECONDITION when the sheet is not in follow-up; INVALID_ARGUMENT when the period is no quarter of its plan year;
// ALREADY_EXISTS when it has been followed up.
Result<api::v1::RecordFollowUpResponse> RecordFollowUp(store::TenantStore& store, const api::v1::RecordFollowUpRequest& request, const Act& act);

// FAILED_PRECONDITION before the sheet is adopted; ALREADY_EXISTS when it has a next one.
Result<api::v1::StartNextCycleResponse> StartNextCycle(store::TenantStore& store, const api::v1::StartNextCycleRequest& request, const Act& act);

// Oldest first. NOT_FOUND when there is no such sheet that the caller may see.
Result<api::v1::ListA3StepsResponse> ListSteps(store::TenantStore& store, const security::Identity& caller, const std::string& a3_id);

// The same, of a sheet that is there.
Result<std::vector<model::v1::A3Step>> StepsOf(store::TenantStore& store, const std::string& a3_id);

}  // namespace helhet::a3
