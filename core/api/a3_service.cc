#include "core/api/a3_service.h"

#include "core/a3/comments.h"
#include "core/a3/history.h"
#include "core/a3/sheet.h"
#include "core/a3/year.h"
#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/render/render.h"

namespace helhet::api {
namespace {

Result<cli::Language> LanguageOf(const std::string& tag) {
  if (tag.empty() || tag == "nb") return cli::Language::kBokmaal;
  if (tag == "nn") return cli::Language::kNynorsk;
  if (tag == "en") return cli::Language::kEnglish;
  return InvalidArgument("language: '" + tag + "' is not one that sheets are rendered in").WithSetting("language").WithRemedy("ask for nb, nn or en");
}

}  // namespace

grpc::Status A3Service::ListA3s(grpc::ServerContext* context, const v1::ListA3sRequest* request, v1::ListA3sResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListA3sResponse> {
    const std::string list = "a3s " + request->municipality_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, a3::ListA3s(store, call.caller(), page.size, page.AfterOne()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status A3Service::GetA3(grpc::ServerContext* context, const v1::GetA3Request* request, v1::GetA3Response* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetA3Response> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::LoadSheet(store, call.caller(), request->a3_id(), request->edition(), now_us_());
  });
}

grpc::Status A3Service::RenderA3(grpc::ServerContext* context, const v1::RenderA3Request* request, v1::RenderA3Response* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::RenderA3Response> {
    HELHET_ASSIGN_OR_RETURN(const cli::Language language, LanguageOf(request->language()));
    if (request->format() != v1::DOCUMENT_FORMAT_PDF && request->format() != v1::DOCUMENT_FORMAT_HTML) {
      return InvalidArgument("format: not stated").WithSetting("format").WithRemedy("ask for pdf or html");
    }
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const v1::GetA3Response sheet, a3::LoadSheet(store, call.caller(), request->a3_id(), request->edition(), now_us_()));
    const bool is_pdf = request->format() == v1::DOCUMENT_FORMAT_PDF;
    HELHET_ASSIGN_OR_RETURN(std::string content, is_pdf ? render::ToPdf(sheet, language) : render::ToHtml(sheet, language));
    v1::RenderA3Response answer;
    answer.set_content(std::move(content));
    answer.set_media_type(is_pdf ? "application/pdf" : "text/html; charset=utf-8");
    answer.set_edition(sheet.a3().edition());
    return answer;
  });
}

grpc::Status A3Service::UpdateA3(grpc::ServerContext* context, const v1::UpdateA3Request* request, v1::UpdateA3Response* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::UpdateA3Response> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::UpdateA3(store, request->a3(), now_us_());
  });
}

grpc::Status A3Service::MoveA3(grpc::ServerContext* context, const v1::MoveA3Request* request, v1::MoveA3Response* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::MoveA3Response> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::MoveA3(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status A3Service::StartDeepDive(grpc::ServerContext* context, const v1::StartDeepDiveRequest* request, v1::StartDeepDiveResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::StartDeepDiveResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::StartDeepDive(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status A3Service::RecordFollowUp(grpc::ServerContext* context, const v1::RecordFollowUpRequest* request, v1::RecordFollowUpResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::RecordFollowUpResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::RecordFollowUp(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status A3Service::StartNextCycle(grpc::ServerContext* context, const v1::StartNextCycleRequest* request, v1::StartNextCycleResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::StartNextCycleResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::StartNextCycle(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status A3Service::ListA3Steps(grpc::ServerContext* context, const v1::ListA3StepsRequest* request, v1::ListA3StepsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListA3StepsResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::ListSteps(store, call.caller(), request->a3_id());
  });
}

grpc::Status A3Service::DiffA3Editions(grpc::ServerContext* context, const v1::DiffA3EditionsRequest* request, v1::DiffA3EditionsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::DiffA3EditionsResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return a3::DiffEditions(store, call.caller(), *request);
  });
}

grpc::Status A3Service::ListActionHistory(grpc::ServerContext* context, const v1::ListActionHistoryRequest* request, v1::ListActionHistoryResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListActionHistoryResponse> {
    const std::string list = "action history " + request->municipality_id() + " " + request->a3_id() + " " + request->action_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, a3::ListActionHistory(store, call.caller(), request->a3_id(), request->action_id(), page.size, page.AfterNumber()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status A3Service::AddA3Comment(grpc::ServerContext* context, const v1::AddA3CommentRequest* request, v1::AddA3CommentResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::AddA3CommentResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.StoreToChange(request->municipality_id()));
    return a3::AddComment(store, *request, {call.caller(), now_us_()});
  });
}

grpc::Status A3Service::ListA3Comments(grpc::ServerContext* context, const v1::ListA3CommentsRequest* request, v1::ListA3CommentsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListA3CommentsResponse> {
    const std::string list = "comments " + request->municipality_id() + " " + request->a3_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(auto answer, a3::ListComments(store, call.caller(), request->a3_id(), page.size, page.AfterNumber()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

}  // namespace helhet::api
