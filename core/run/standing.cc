#include "core/run/standing.h"

#include "core/configuration/documents.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::Row;

Result<int64_t> Number(store::TenantStore& store, const std::string& sql, std::vector<store::Value> parameters = {}) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(sql, std::move(parameters)));
  return row.empty() ? 0 : AsInteger(row[0]);
}

Status LoadConnectors(store::TenantStore& store, MunicipalityStanding& standing) {
  HELHET_ASSIGN_OR_RETURN(const auto connectors, configuration::LoadAll<model::v1::Connector>(store));
  standing.connectors = static_cast<int>(connectors.size());
  for (const auto& connector : connectors) {
    HELHET_ASSIGN_OR_RETURN(const auto runs, ListRuns(store, connector.connector_id(), 1));
    if (!runs.empty() && runs.front().state == "failed") ++standing.failing_connectors;
  }
  return OkStatus();
}

}  // namespace

Result<ConnectorStanding> LoadConnectorStanding(store::TenantStore& store, const std::string& connector_id) {
  ConnectorStanding standing;
  HELHET_ASSIGN_OR_RETURN(auto runs, ListRuns(store, connector_id, 1));
  if (!runs.empty()) standing.last_run = std::move(runs.front());
  HELHET_ASSIGN_OR_RETURN(standing.schedule, LoadSchedule(store, connector_id));
  HELHET_ASSIGN_OR_RETURN(standing.quarantined, Number(store,
      "SELECT count(*) FROM quarantine WHERE municipality_id = $1 AND connector_id = $2 AND state = 'open'", {connector_id}));
  return standing;
}

Result<MunicipalityStanding> LoadMunicipalityStanding(store::TenantStore& store) {
  MunicipalityStanding standing;
  HELHET_RETURN_IF_ERROR(LoadConnectors(store, standing));
  HELHET_ASSIGN_OR_RETURN(standing.facts, Number(store, "SELECT count(*) FROM fact WHERE municipality_id = $1"));
  HELHET_ASSIGN_OR_RETURN(standing.waiting_facts, Number(store,
      "SELECT count(DISTINCT fact_id) FROM waiting_code WHERE municipality_id = $1"));
  HELHET_ASSIGN_OR_RETURN(standing.quarantined, Number(store,
      "SELECT count(*) FROM quarantine WHERE municipality_id = $1 AND state = 'open'"));
  HELHET_ASSIGN_OR_RETURN(standing.dirty_cells, Number(store, "SELECT count(*) FROM dirty WHERE municipality_id = $1"));
  return standing;
}

}  // namespace helhet::run
