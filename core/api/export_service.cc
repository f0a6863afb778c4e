#include "core/api/export_service.h"

#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/configuration/documents.h"
#include "core/export/export_file.h"
#include "core/export/schedule.h"

namespace helhet::api {
namespace {

// A quarter of what gRPC takes in a message when nobody says.
constexpr size_t kPieceBytes = 1u << 20;

}  // namespace

grpc::Status ExportService::ListExports(grpc::ServerContext* context, const v1::ListExportsRequest* request, v1::ListExportsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListExportsResponse> {
    const std::string list = "exports " + request->municipality_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, exports::ListExports(store, page.size, page.AfterOne(), now_us_()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status ExportService::RunExport(grpc::ServerContext* context, const v1::RunExportRequest* request, v1::RunExportResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::RunExportResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    v1::RunExportResponse answer;
    HELHET_ASSIGN_OR_RETURN(*answer.mutable_delivery(), exports::RunNow(store, request->export_id(), now_us_()));
    wake_();
    return answer;
  });
}

grpc::Status ExportService::PreviewExport(grpc::ServerContext* context, const v1::PreviewExportRequest* request,
                                          grpc::ServerWriter<v1::PreviewExportResponse>* writer) {
  return gate_.ServeStream(context, request, [&](Call& call) -> Status {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const auto stated, configuration::Load<model::v1::Export>(store, request->export_id()));
    const int64_t now_us = now_us_();
    HELHET_ASSIGN_OR_RETURN(const auto file, exports::MakeFile(store, stated, now_us, now_us));
    v1::PreviewExportResponse piece;
    piece.set_file_name(file.properties().at("file_name"));
    piece.set_media_type(file.media_type());
    for (size_t at = 0; at < file.body().size(); at += kPieceBytes) {
      piece.set_data(file.body().substr(at, kPieceBytes));
      if (!writer->Write(piece)) return Cancelled("the caller has left");
      piece.Clear();
    }
    return OkStatus();
  });
}

}  // namespace helhet::api
