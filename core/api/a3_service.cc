#include "core/api/a3_service.h"

#include "core/a3/sheet.h"
#include "core/api/limits.h"
#include "core/api/page.h"

namespace helhet::api {

grpc::Status A3Service::ListA3s(grpc::ServerContext* context, const v1::ListA3sRequest* request, v1::ListA3sResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListA3sResponse> {
    const std::string list = "a3s " + request->municipality_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, a3::ListA3s(store, page.size, page.AfterOne()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status A3Service::GetA3(grpc::ServerContext* context, const v1::GetA3Request* request, v1::GetA3Response* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetA3Response> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::LoadSheet(store, request->a3_id(), request->edition(), now_us_());
  });
}

grpc::Status A3Service::UpdateA3(grpc::ServerContext* context, const v1::UpdateA3Request* request, v1::UpdateA3Response* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::UpdateA3Response> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::UpdateA3(store, request->a3(), now_us_());
  });
}

}  // namespace helhet::api
