// Benefits as they stand with their assessments: those that files state, and those that were added or approved.
#pragma once

#include <string>
#include <vector>

#include "core/security/identity.h"
#include "core/store/tenant_store.h"
#include "helhet/api/v1/benefit_service.pb.h"

namespace helhet::benefit {

// With etag and assessments. NOT_FOUND names the benefit.
Result<model::v1::Benefit> LoadBenefit(store::TenantStore& store, const std::string& benefit_id);
// All of them, by identifier.
Result<std::vector<model::v1::Benefit>> LoadBenefits(store::TenantStore& store);

// ALREADY_EXISTS when the benefit has an assessment of that identifier; INVALID_ARGUMENT for what is missing on it, or typed and the hub's to set.
Result<api::v1::AddAssessmentResponse> AddAssessment(store::TenantStore& store, const api::v1::AddAssessmentRequest& request);

// PERMISSION_DENIED when the caller made it or answers for the benefit; FAILED_PRECONDITION when it is approved already.
Result<api::v1::ApproveAssessmentResponse> ApproveAssessment(store::TenantStore& store, const api::v1::ApproveAssessmentRequest& request,
                                                             const security::Identity& caller, int64_t now_us);

// Whether two names are of the same person: letters' case and spaces around do not matter.
bool IsSamePerson(const std::string& one, const std::string& other);

}  // namespace helhet::benefit
