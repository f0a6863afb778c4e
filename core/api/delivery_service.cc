#include "core/api/delivery_service.h"

#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/outbox/delivery.h"

namespace helhet::api {

grpc::Status DeliveryService::ListDeliveries(grpc::ServerContext* context, const v1::ListDeliveriesRequest* request, v1::ListDeliveriesResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListDeliveriesResponse> {
    const std::string list = "deliveries " + request->municipality_id() + " " + request->a3_id() + " " + request->export_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, outbox::ListDeliveries(store, {request->a3_id(), request->export_id()}, page.size, page.AfterOne()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status DeliveryService::RetryDelivery(grpc::ServerContext* context, const v1::RetryDeliveryRequest* request, v1::RetryDeliveryResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::RetryDeliveryResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    v1::RetryDeliveryResponse answer;
    HELHET_ASSIGN_OR_RETURN(*answer.mutable_delivery(), outbox::Retry(store, request->delivery_id(), request->connector_id(), now_us_()));
    wake_();
    return answer;
  });
}

}  // namespace helhet::api
