// A3Service: A3s.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "helhet/api/v1/a3_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class A3Service final : public v1::A3Service::Service {
 public:
  // `gate` must outlive it.
  A3Service(const Gate& gate, std::function<int64_t()> now_us) : gate_(gate), now_us_(std::move(now_us)) {}

  grpc::Status ListA3s(grpc::ServerContext* context, const v1::ListA3sRequest* request, v1::ListA3sResponse* response) override;
  grpc::Status GetA3(grpc::ServerContext* context, const v1::GetA3Request* request, v1::GetA3Response* response) override;
  grpc::Status RenderA3(grpc::ServerContext* context, const v1::RenderA3Request* request, v1::RenderA3Response* response) override;
  grpc::Status UpdateA3(grpc::ServerContext* context, const v1::UpdateA3Request* request, v1::UpdateA3Response* response) override;
  grpc::Status MoveA3(grpc::ServerContext* context, const v1::MoveA3Request* request, v1::MoveA3Response* response) override;
  grpc::Status StartDeepDive(grpc::ServerContext* context, const v1::StartDeepDiveRequest* request, v1::StartDeepDiveResponse* response) override;
  grpc::Status RecordFollowUp(grpc::ServerContext* context, const v1::RecordFollowUpRequest* request, v1::RecordFollowUpResponse* response) override;
  grpc::Status StartNextCycle(grpc::ServerContext* context, const v1::StartNextCycleRequest* request, v1::StartNextCycleResponse* response) override;
  grpc::Status ListA3Steps(grpc::ServerContext* context, const v1::ListA3StepsRequest* request, v1::ListA3StepsResponse* response) override;
  grpc::Status DiffA3Editions(grpc::ServerContext* context, const v1::DiffA3EditionsRequest* request, v1::DiffA3EditionsResponse* response) override;
  grpc::Status ListActionHistory(grpc::ServerContext* context, const v1::ListActionHistoryRequest* request, v1::ListActionHistoryResponse* response) override;
  grpc::Status AddA3Comment(grpc::ServerContext* context, const v1::AddA3CommentRequest* request, v1::AddA3CommentResponse* response) override;
  grpc::Status ListA3Comments(grpc::ServerContext* context, const v1::ListA3CommentsRequest* request, v1::ListA3CommentsResponse* response) override;

 private:
  const Gate& gate_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
