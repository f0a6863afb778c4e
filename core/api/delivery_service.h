// DeliveryService: documents on their way to the archive.
#pragma once

#include <functional>

#include "core/api/call.h"
#include "helhet/api/v1/delivery_service.grpc.pb.h"

namespace helhet::api {

// Thread-safe.
class DeliveryService final : public v1::DeliveryService::Service {
 public:
  // `gate` must outlive it. `wake` has the outbox looked at.
  DeliveryService(const Gate& gate, std::function<void()> wake, std::function<int64_t()> now_us)
      : gate_(gate), wake_(std::move(wake)), now_us_(std::move(now_us)) {}

  grpc::Status ListDeliveries(grpc::ServerContext* context, const v1::ListDeliveriesRequest* request, v1::ListDeliveriesResponse* response) override;
  grpc::Status RetryDelivery(grpc::ServerContext* context, const v1::RetryDeliveryRequest* request, v1::RetryDeliveryResponse* response) override;

 private:
  const Gate& gate_;
  const std::function<void()> wake_;
  const std::function<int64_t()> now_us_;
};

}  // namespace helhet::api
