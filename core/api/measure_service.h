// MeasureService: measures and their figures.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "helhet/api/v1/measure_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class MeasureService final : public v1::MeasureService::Service {
 public:
  // `gate` must outlive it.
  MeasureService(const Gate& gate, std::function<int64_t()> now_us) : gate_(gate), now_us_(std::move(now_us)) {}

  grpc::Status ListMeasures(grpc::ServerContext* context, const v1::ListMeasuresRequest* request, v1::ListMeasuresResponse* response) override;
  grpc::Status GetSeries(grpc::ServerContext* context, const v1::GetSeriesRequest* request, v1::GetSeriesResponse* response) override;
  grpc::Status ExplainFigure(grpc::ServerContext* context, const v1::ExplainFigureRequest* request, v1::ExplainFigureResponse* response) override;
  grpc::Status GetSourceDocument(grpc::ServerContext* context, const v1::GetSourceDocumentRequest* request,
                                 v1::GetSourceDocumentResponse* response) override;

 private:
  const Gate& gate_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
