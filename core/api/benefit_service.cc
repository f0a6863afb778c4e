#include "core/api/benefit_service.h"

#include "core/a3/benefits.h"
#include "core/api/limits.h"
#include "core/api/page.h"

namespace helhet::api {

grpc::Status BenefitService::ListBenefits(grpc::ServerContext* context, const v1::ListBenefitsRequest* request, v1::ListBenefitsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListBenefitsResponse> {
    const std::string list = "benefits " + request->municipality_id() + " " + request->a3_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, a3::ListBenefits(store, request->a3_id(), page.size, page.AfterOne(), now_us_()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

}  // namespace helhet::api
