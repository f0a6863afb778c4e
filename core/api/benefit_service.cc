#include "core/api/benefit_service.h"

#include "core/a3/sheet.h"
#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/benefit/account.h"
#include "core/benefit/approvals.h"
#include "core/benefit/assessments.h"
#include "core/benefit/benefits.h"
#include "core/benefit/budget_effects.h"
#include "core/benefit/gaps.h"
#include "core/benefit/map_answer.h"

namespace helhet::api {
namespace {

// A representative sees the benefits of the sheets that they see (core/a3/sharing.h), and so names the sheet.
Status CheckSheet(const Call& call, store::TenantStore& store, const std::string& a3_id) {
  if (call.caller().role != security::Role::kRepresentative) return OkStatus();
  if (a3_id.empty()) return InvalidArgument("a3_id: representatives ask of one sheet at a time").WithSetting("a3_id").WithRemedy("name a sheet that you see");
  return a3::LoadVisible(store, call.caller(), a3_id).status();
}

}  // namespace

grpc::Status BenefitService::ListBenefits(grpc::ServerContext* context, const v1::ListBenefitsRequest* request, v1::ListBenefitsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListBenefitsResponse> {
    const std::string list = "benefits " + request->municipality_id() + " " + request->a3_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_RETURN_IF_ERROR(CheckSheet(call, store, request->a3_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, benefit::ListBenefits(store, request->a3_id(), page.size, page.AfterOne(), now_us_()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status BenefitService::GetBenefit(grpc::ServerContext* context, const v1::GetBenefitRequest* request, v1::GetBenefitResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetBenefitResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, benefit::GetBenefit(store, *request, now_us_()));
    // As if it were not there.
    if (!CheckSheet(call, store, answer.benefit().a3_id()).ok()) return NotFound("benefit '" + request->benefit_id() + "': there is none of that name that you see");
    return answer;
  });
}

grpc::Status BenefitService::FreezeBaseline(grpc::ServerContext* context, const v1::FreezeBaselineRequest* request, v1::FreezeBaselineResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::FreezeBaselineResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return benefit::FreezeBaseline(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status BenefitService::RebaselineBenefit(grpc::ServerContext* context, const v1::RebaselineBenefitRequest* request, v1::RebaselineBenefitResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::RebaselineBenefitResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return benefit::RebaselineBenefit(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status BenefitService::ApproveActual(grpc::ServerContext* context, const v1::ApproveActualRequest* request, v1::ApproveActualResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ApproveActualResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return benefit::ApproveActual(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status BenefitService::ApproveCorrection(grpc::ServerContext* context, const v1::ApproveCorrectionRequest* request, v1::ApproveCorrectionResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ApproveCorrectionResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return benefit::ApproveCorrection(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status BenefitService::AddAssessment(grpc::ServerContext* context, const v1::AddAssessmentRequest* request, v1::AddAssessmentResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::AddAssessmentResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return benefit::AddAssessment(store, *request);
  });
}

grpc::Status BenefitService::ApproveAssessment(grpc::ServerContext* context, const v1::ApproveAssessmentRequest* request, v1::ApproveAssessmentResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ApproveAssessmentResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return benefit::ApproveAssessment(store, *request, call.caller(), now_us_());
  });
}

grpc::Status BenefitService::GetBenefitMap(grpc::ServerContext* context, const v1::GetBenefitMapRequest* request, v1::GetBenefitMapResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetBenefitMapResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_RETURN_IF_ERROR(CheckSheet(call, store, request->a3_id()));
    return benefit::GetBenefitMap(store, request->a3_id());
  });
}

grpc::Status BenefitService::ListBudgetEffects(grpc::ServerContext* context, const v1::ListBudgetEffectsRequest* request, v1::ListBudgetEffectsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListBudgetEffectsResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_RETURN_IF_ERROR(CheckSheet(call, store, request->a3_id()));
    return benefit::ListBudgetEffects(store, request->a3_id(), request->year(), now_us_());
  });
}

grpc::Status BenefitService::ListGaps(grpc::ServerContext* context, const v1::ListGapsRequest* request, v1::ListGapsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListGapsResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_RETURN_IF_ERROR(CheckSheet(call, store, request->a3_id()));
    return benefit::ListGaps(store, request->a3_id(), now_us_());
  });
}

}  // namespace helhet::api
