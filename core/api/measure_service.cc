#include "core/api/measure_service.h"

#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/configuration/documents.h"
#include "core/measure/answers.h"
#include "core/measure/source_document.h"

namespace helhet::api {

grpc::Status MeasureService::ListMeasures(grpc::ServerContext* context, const v1::ListMeasuresRequest* request, v1::ListMeasuresResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListMeasuresResponse> {
    const std::string list = "measures " + request->municipality_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const auto measures, configuration::LoadAll<model::v1::Measure>(store));
    v1::ListMeasuresResponse answer;
    const auto key_of = [](const model::v1::Measure& measure) { return std::vector{measure.measure_id()}; };
    const auto add = [&](const model::v1::Measure& measure) {
      *answer.add_measures() = measure;
      return OkStatus();
    };
    HELHET_ASSIGN_OR_RETURN(*answer.mutable_next_page_token(), TakePage(list, page, measures, key_of, add));
    return answer;
  });
}

grpc::Status MeasureService::GetSeries(grpc::ServerContext* context, const v1::GetSeriesRequest* request, v1::GetSeriesResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetSeriesResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const model::UnitTree units, configuration::LoadUnitTree(store));
    return measure::AnswerSeries(store, units, *request, now_us_());
  });
}

grpc::Status MeasureService::ExplainFigure(grpc::ServerContext* context, const v1::ExplainFigureRequest* request,
                                           v1::ExplainFigureResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ExplainFigureResponse> {
    const std::string list = (request->by_supplier() ? "suppliers " : "facts ") + request->municipality_id() + " " + request->measure_id() + " " + request->unit_id() + " " +
                             request->period() + " " + request->term() + (request->as_organised_today() ? " today" : "");
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 1, request->page_size(), request->page_token(), limits::kFactsPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const model::UnitTree units, configuration::LoadUnitTree(store));
    HELHET_ASSIGN_OR_RETURN(auto answer, measure::AnswerExplain(store, units, *request, page.size, page.AfterOne()));
    SealPageToken(list, *answer.mutable_next_page_token());
    return answer;
  });
}

grpc::Status MeasureService::GetSourceDocument(grpc::ServerContext* context, const v1::GetSourceDocumentRequest* request,
                                               v1::GetSourceDocumentResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::GetSourceDocumentResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    return measure::AnswerSourceDocument(store, *request);
  });
}

}  // namespace helhet::api
