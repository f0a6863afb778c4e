// ExportService: figures that go out as files.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "helhet/api/v1/export_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class ExportService final : public v1::ExportService::Service {
 public:
  // `gate` must outlive it. `wake` has the outbox looked at.
  ExportService(const Gate& gate, std::function<void()> wake, std::function<int64_t()> now_us)
      : gate_(gate), wake_(std::move(wake)), now_us_(std::move(now_us)) {}

  grpc::Status ListExports(grpc::ServerContext* context, const v1::ListExportsRequest* request, v1::ListExportsResponse* response) override;
  grpc::Status RunExport(grpc::ServerContext* context, const v1::RunExportRequest* request, v1::RunExportResponse* response) override;
  grpc::Status PreviewExport(grpc::ServerContext* context, const v1::PreviewExportRequest* request, grpc::ServerWriter<v1::PreviewExportResponse>* writer) override;

 private:
  const Gate& gate_;
  const std::function<void()> wake_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
