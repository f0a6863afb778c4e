// QuarantineService: records that are not facts, and codes that no unit has.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "core/run/runner.h"
#include "helhet/api/v1/quarantine_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class QuarantineService final : public v1::QuarantineService::Service {
 public:
  // Brings figures up to date after a code was mapped; gives the number that changed.
  using CatchUp = std::function<Result<int64_t>(store::TenantStore&)>;

  // `gate` and `runner` must outlive it.
  QuarantineService(const Gate& gate, run::Runner& runner, CatchUp catch_up, std::function<int64_t()> now_us)
      : gate_(gate), runner_(runner), catch_up_(std::move(catch_up)), now_us_(std::move(now_us)) {}

  grpc::Status ListQuarantine(grpc::ServerContext* context, const v1::ListQuarantineRequest* request, v1::ListQuarantineResponse* response) override;
  grpc::Status GetQuarantined(grpc::ServerContext* context, const v1::GetQuarantinedRequest* request, v1::GetQuarantinedResponse* response) override;
  grpc::Status ReplayQuarantine(grpc::ServerContext* context, const v1::ReplayQuarantineRequest* request,
                                v1::ReplayQuarantineResponse* response) override;
  grpc::Status ListUnmappedCodes(grpc::ServerContext* context, const v1::ListUnmappedCodesRequest* request,
                                 v1::ListUnmappedCodesResponse* response) override;
  grpc::Status MapCode(grpc::ServerContext* context, const v1::MapCodeRequest* request, v1::MapCodeResponse* response) override;

 private:
  const Gate& gate_;
  run::Runner& runner_;
  const CatchUp catch_up_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
