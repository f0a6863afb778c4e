#include "core/api/report_service.h"

#include "core/a3/attention.h"
#include "core/a3/load.h"
#include "core/a3/rank_actions.h"
#include "core/a3/report.h"

namespace helhet::api {

grpc::Status ReportService::ListAttention(grpc::ServerContext* context, const v1::ListAttentionRequest* request, v1::ListAttentionResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListAttentionResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::ListAttention(store, call.caller(), *request, now_us_(), [&] { return call.StillWanted(); });
  });
}

grpc::Status ReportService::ListLoad(grpc::ServerContext* context, const v1::ListLoadRequest* request, v1::ListLoadResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListLoadResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::ListLoad(store, *request, now_us_());
  });
}

grpc::Status ReportService::RankActions(grpc::ServerContext* context, const v1::RankActionsRequest* request, v1::RankActionsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::RankActionsResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::RankActions(store, call.caller(), *request, now_us_());
  });
}

grpc::Status ReportService::ReportUnit(grpc::ServerContext* context, const v1::ReportUnitRequest* request, v1::ReportUnitResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ReportUnitResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::ReportUnit(store, call.caller(), *request, now_us_(), [&] { return call.StillWanted(); });
  });
}

}  // namespace helhet::api
