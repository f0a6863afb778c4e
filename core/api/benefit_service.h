// BenefitService: benefits and their accounts.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "helhet/api/v1/benefit_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class BenefitService final : public v1::BenefitService::Service {
 public:
  // `gate` must outlive it.
  BenefitService(const Gate& gate, std::function<int64_t()> now_us) : gate_(gate), now_us_(std::move(now_us)) {}

  grpc::Status ListBenefits(grpc::ServerContext* context, const v1::ListBenefitsRequest* request, v1::ListBenefitsResponse* response) override;
  grpc::Status GetBenefit(grpc::ServerContext* context, const v1::GetBenefitRequest* request, v1::GetBenefitResponse* response) override;
  grpc::Status FreezeBaseline(grpc::ServerContext* context, const v1::FreezeBaselineRequest* request, v1::FreezeBaselineResponse* response) override;
  grpc::Status RebaselineBenefit(grpc::ServerContext* context, const v1::RebaselineBenefitRequest* request, v1::RebaselineBenefitResponse* response) override;
  grpc::Status ApproveActual(grpc::ServerContext* context, const v1::ApproveActualRequest* request, v1::ApproveActualResponse* response) override;
  grpc::Status ApproveCorrection(grpc::ServerContext* context, const v1::ApproveCorrectionRequest* request, v1::ApproveCorrectionResponse* response) override;
  grpc::Status AddAssessment(grpc::ServerContext* context, const v1::AddAssessmentRequest* request, v1::AddAssessmentResponse* response) override;
  grpc::Status ApproveAssessment(grpc::ServerContext* context, const v1::ApproveAssessmentRequest* request, v1::ApproveAssessmentResponse* response) override;
  grpc::Status GetBenefitMap(grpc::ServerContext* context, const v1::GetBenefitMapRequest* request, v1::GetBenefitMapResponse* response) override;
  grpc::Status ListBudgetEffects(grpc::ServerContext* context, const v1::ListBudgetEffectsRequest* request, v1::ListBudgetEffectsResponse* response) override;
  grpc::Status ListGaps(grpc::ServerContext* context, const v1::ListGapsRequest* request, v1::ListGapsResponse* response) override;

 private:
  const Gate& gate_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
