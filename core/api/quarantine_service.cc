#include "core/api/quarantine_service.h"

#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/configuration/documents.h"
#include "core/run/quarantine.h"
#include "core/run/remap.h"

namespace helhet::api {

grpc::Status QuarantineService::ListQuarantine(grpc::ServerContext* context, const v1::ListQuarantineRequest* request,
                                               v1::ListQuarantineResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListQuarantineResponse> {
    const std::string list = "quarantine " + request->municipality_id() + " " + request->connector_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 3, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    run::QuarantinePosition after;
    if (!page.after.empty()) after = {page.after[0], page.after[1], page.after[2]};
    // One more than asked for tells whether there is a next page.
    HELHET_ASSIGN_OR_RETURN(auto records, run::ListQuarantine(store, request->connector_id(), page.size + 1, after));
    v1::ListQuarantineResponse answer;
    if (records.size() > static_cast<size_t>(page.size)) {
      records.pop_back();
      const v1::QuarantinedRecord& last = records.back();
      answer.set_next_page_token(PageToken(list, {last.connector_id(), last.stream(), last.natural_key()}));
    }
    for (auto& record : records) *answer.add_records() = std::move(record);
    return answer;
  });
}

grpc::Status QuarantineService::GetQuarantined(grpc::ServerContext* context, const v1::GetQuarantinedRequest* request,
                                               v1::GetQuarantinedResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetQuarantinedResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return run::GetQuarantined(store, *request);
  });
}

grpc::Status QuarantineService::ReplayQuarantine(grpc::ServerContext* context, const v1::ReplayQuarantineRequest* request,
                                                 v1::ReplayQuarantineResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ReplayQuarantineResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const auto connector, configuration::Load<model::v1::Connector>(store, request->connector_id()));
    return run::ReplayQuarantine(store, runner_, connector, *request);
  });
}

grpc::Status QuarantineService::ListUnmappedCodes(grpc::ServerContext* context, const v1::ListUnmappedCodesRequest* request,
                                                  v1::ListUnmappedCodesResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListUnmappedCodesResponse> {
    const std::string list = "unmapped " + request->municipality_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    const int64_t offset = std::strtoll(page.AfterOne().c_str(), nullptr, 10);
    HELHET_ASSIGN_OR_RETURN(auto answer, run::ListUnmappedCodes(store, page.size, offset));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status QuarantineService::MapCode(grpc::ServerContext* context, const v1::MapCodeRequest* request, v1::MapCodeResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::MapCodeResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    v1::MapCodeResponse answer;
    HELHET_ASSIGN_OR_RETURN(const int64_t mapped, run::MapCode(store, *request, now_us_()));
    answer.set_mapped_facts(mapped);
    HELHET_ASSIGN_OR_RETURN(const int64_t recomputed, catch_up_(store));
    answer.set_recomputed(recomputed);
    return answer;
  });
}

}  // namespace helhet::api
