// ConnectorService: connector instances and their runs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/api/call.h"
#include "core/run/runner.h"
#include "helhet/api/v1/connector_service.grpc.pb.h"

namespace helhet::api {

// What the service asks of the hub's connectors. The functions are thread-safe.
struct ConnectorParts {
  run::Runner& runner;
  // Why the connector cannot run; OK when nothing speaks against it.
  std::function<Status(const std::string& municipality_id, const model::v1::Connector&)> problem;
  // A person wants it to run: earlier crashes no longer count.
  std::function<void(const std::string& municipality_id, const std::string& connector_id)> forgive;
  // Reaches the source.
  std::function<Result<v1::CheckConnectorResponse>(const std::string& municipality_id, const model::v1::Connector&)> check;
  // Installed plugins, and folders that are none.
  v1::ListPluginsResponse plugins;
};

// Thread-safe.
class ConnectorService final : public v1::ConnectorService::Service {
 public:
  // `gate` and what `parts` refers to must outlive it.
  ConnectorService(const Gate& gate, ConnectorParts parts) : gate_(gate), parts_(std::move(parts)) {}

  grpc::Status ListConnectors(grpc::ServerContext* context, const v1::ListConnectorsRequest* request, v1::ListConnectorsResponse* response) override;
  grpc::Status CheckConnector(grpc::ServerContext* context, const v1::CheckConnectorRequest* request, v1::CheckConnectorResponse* response) override;
  grpc::Status RunConnector(grpc::ServerContext* context, const v1::RunConnectorRequest* request,
                            grpc::ServerWriter<v1::RunConnectorResponse>* writer) override;
  grpc::Status CancelRun(grpc::ServerContext* context, const v1::CancelRunRequest* request, v1::CancelRunResponse* response) override;
  grpc::Status ListRuns(grpc::ServerContext* context, const v1::ListRunsRequest* request, v1::ListRunsResponse* response) override;
  grpc::Status ListPlugins(grpc::ServerContext* context, const v1::ListPluginsRequest* request, v1::ListPluginsResponse* response) override;

 private:
  Result<v1::ConnectorStatus> StatusOf(store::TenantStore& store, const model::v1::Connector& connector) const;

  const Gate& gate_;
  const ConnectorParts parts_;
};

}  // namespace helhet::api
