// ReportService: what leaders follow up over all sheets.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "helhet/api/v1/report_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class ReportService final : public v1::ReportService::Service {
 public:
  // `gate` must outlive it.
  ReportService(const Gate& gate, std::function<int64_t()> now_us) : gate_(gate), now_us_(std::move(now_us)) {}

  grpc::Status ListAttention(grpc::ServerContext* context, const v1::ListAttentionRequest* request, v1::ListAttentionResponse* response) override;
  grpc::Status ListLoad(grpc::ServerContext* context, const v1::ListLoadRequest* request, v1::ListLoadResponse* response) override;
  grpc::Status RankActions(grpc::ServerContext* context, const v1::RankActionsRequest* request, v1::RankActionsResponse* response) override;
  grpc::Status ReportUnit(grpc::ServerContext* context, const v1::ReportUnitRequest* request, v1::ReportUnitResponse* response) override;

 private:
  const Gate& gate_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
