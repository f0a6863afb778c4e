#include "core/api/connector_service.h"

#include "core/api/limits.h"
#include "core/api/page.h"
#include "core/api/run_mapping.h"
#include "core/configuration/documents.h"
#include "core/model/time_text.h"
#include "core/run/standing.h"

namespace helhet::api {
namespace {

Result<run::RunRequest> ToRunRequest(store::TenantStore& store, const v1::RunConnectorRequest& request) {
  run::RunRequest run;
  run.municipality_id = request.municipality_id();
  HELHET_ASSIGN_OR_RETURN(run.connector, configuration::Load<model::v1::Connector>(store, request.connector_id()));
  if (!request.backfill_from().empty()) run.trigger = "backfill";
  run.full = request.full();
  run.backfill_from = request.backfill_from();
  run.dry_run = request.dry_run();
  return run;
}

// Tells of a run until it has ended or nobody listens. What happens faster than people read is told by its
// newest state; the end is told at once.
Status TellOf(run::RunWatch& watch, const Call& call, const std::string& municipality_id, grpc::ServerWriter<v1::RunConnectorResponse>& writer) {
  uint64_t seen = 0;
  std::optional<run::RunUpdate> untold;
  auto quiet_until = std::chrono::steady_clock::now();
  while (!call.cancelled()) {
    if (auto update = watch.Next(seen, limits::kBetweenUpdates)) {
      seen = update->first;
      untold = std::move(update->second);
    }
    const auto now = std::chrono::steady_clock::now();
    if (!untold || (now < quiet_until && !untold->finished)) continue;
    if (!writer.Write(ToProto(*untold, municipality_id))) break;
    if (untold->finished) return OkStatus();
    untold.reset();
    quiet_until = now + limits::kBetweenUpdates;
  }
  return Cancelled("call: the caller has left; the run goes on");
}

}  // namespace

Result<v1::ConnectorStatus> ConnectorService::StatusOf(store::TenantStore& store, const model::v1::Connector& connector) const {
  v1::ConnectorStatus status;
  HELHET_ASSIGN_OR_RETURN(const run::ConnectorStanding standing, run::LoadConnectorStanding(store, connector.connector_id()));
  status.set_municipality_id(store.municipality_id());
  *status.mutable_connector() = connector;
  if (standing.last_run) *status.mutable_last_run() = ToProto(*standing.last_run, store.municipality_id());
  status.set_next_run_time(model::TimeText(standing.schedule.next_run_us));
  status.set_next_run_is_retry(standing.schedule.is_retry);
  status.set_missed_time(model::TimeText(standing.schedule.missed_us));
  status.set_missed_runs(standing.schedule.missed_count);
  status.set_quarantined(standing.quarantined);
  status.set_problem(parts_.problem(store.municipality_id(), connector).message());
  return status;
}

grpc::Status ConnectorService::ListConnectors(grpc::ServerContext* context, const v1::ListConnectorsRequest* request,
                                              v1::ListConnectorsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListConnectorsResponse> {
    const std::string list = "connectors " + request->municipality_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 2, request->page_size(), request->page_token(), limits::kPageSize));
    HELHET_ASSIGN_OR_RETURN(const auto municipalities, call.Municipalities(request->municipality_id()));
    std::vector<std::pair<std::string, model::v1::Connector>> all;
    for (const std::string& municipality_id : municipalities) {
      HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(municipality_id));
      HELHET_ASSIGN_OR_RETURN(auto connectors, configuration::LoadAll<model::v1::Connector>(store));
      for (auto& connector : connectors) all.emplace_back(municipality_id, std::move(connector));
    }
    v1::ListConnectorsResponse answer;
    const auto key_of = [](const auto& item) { return std::vector{item.first, item.second.connector_id()}; };
    const auto add = [&](const auto& item) -> Status {
      HELHET_RETURN_IF_ERROR(call.StillWanted());
      HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(item.first));
      HELHET_ASSIGN_OR_RETURN(*answer.add_connectors(), StatusOf(store, item.second));
      return OkStatus();
    };
    HELHET_ASSIGN_OR_RETURN(*answer.mutable_next_page_token(), TakePage(list, page, all, key_of, add));
    return answer;
  });
}

grpc::Status ConnectorService::CheckConnector(grpc::ServerContext* context, const v1::CheckConnectorRequest* request,
                                              v1::CheckConnectorResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::CheckConnectorResponse> {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(const auto connector, configuration::Load<model::v1::Connector>(store, request->connector_id()));
    return parts_.check(request->municipality_id(), connector);
  });
}

grpc::Status ConnectorService::RunConnector(grpc::ServerContext* context, const v1::RunConnectorRequest* request,
                                            grpc::ServerWriter<v1::RunConnectorResponse>* writer) {
  return gate_.ServeStream(context, request, [&](Call& call) -> Status {
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    HELHET_ASSIGN_OR_RETURN(run::RunRequest run, ToRunRequest(store, *request));
    parts_.forgive(run.municipality_id, request->connector_id());
    HELHET_ASSIGN_OR_RETURN(const auto watch, parts_.runner.Start(std::move(run)));
    return TellOf(*watch, call, request->municipality_id(), *writer);
  });
}

grpc::Status ConnectorService::CancelRun(grpc::ServerContext* context, const v1::CancelRunRequest* request, v1::CancelRunResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::CancelRunResponse> {
    HELHET_RETURN_IF_ERROR(call.Store(request->municipality_id()).status());
    HELHET_RETURN_IF_ERROR(parts_.runner.Cancel(request->municipality_id(), request->connector_id()));
    return v1::CancelRunResponse();
  });
}

grpc::Status ConnectorService::ListRuns(grpc::ServerContext* context, const v1::ListRunsRequest* request, v1::ListRunsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call& call) -> Result<v1::ListRunsResponse> {
    const std::string list = "runs " + request->municipality_id() + " " + request->connector_id();
    HELHET_ASSIGN_OR_RETURN(const Page page, ReadPage(list, 2, request->page_size(), request->page_token(), limits::kRunsPageSize));
    HELHET_ASSIGN_OR_RETURN(store::TenantStore store, call.Store(request->municipality_id()));
    run::RunPosition after;
    if (!page.after.empty()) after = {std::strtoll(page.after[0].c_str(), nullptr, 10), page.after[1]};
    // One more than asked for tells whether there is a next page.
    HELHET_ASSIGN_OR_RETURN(auto runs, run::ListRuns(store, request->connector_id(), page.size + 1, after));
    v1::ListRunsResponse answer;
    if (runs.size() > static_cast<size_t>(page.size)) {
      runs.pop_back();
      answer.set_next_page_token(PageToken(list, {std::to_string(runs.back().started_us), runs.back().run_id}));
    }
    for (const run::RunRecord& run : runs) *answer.add_runs() = ToProto(run, request->municipality_id());
    return answer;
  });
}

grpc::Status ConnectorService::ListPlugins(grpc::ServerContext* context, const v1::ListPluginsRequest* request, v1::ListPluginsResponse* response) {
  return gate_.Serve(context, request, response, [&](Call&) -> Result<v1::ListPluginsResponse> { return parts_.plugins; });
}

}  // namespace helhet::api
