// BenefitService: benefits with what they come to.
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

 private:
  const Gate& gate_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
