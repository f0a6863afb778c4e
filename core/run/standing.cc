#include "core/run/standing.h"

#include <map>

#include "core/configuration/documents.h"

namespace helhet::run {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;

constexpr int64_t kDayUs = 86'400'000'000;

Result<int64_t> Number(store::TenantStore& store, const std::string& sql, std::vector<store::Value> parameters = {}) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(sql, std::move(parameters)));
  return row.empty() ? 0 : AsInteger(row[0]);
}

// Numbers by name, from a query of two columns.
Result<std::map<std::string, int64_t>> Numbers(store::TenantStore& store, const std::string& sql) {
  std::map<std::string, int64_t> numbers;
  HELHET_RETURN_IF_ERROR(store.Query(sql, {}, [&](const Row& row) {
    numbers[AsText(row[0])] = AsInteger(row[1]);
    return OkStatus();
  }));
  return numbers;
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

Status LoadSilentMeasures(store::TenantStore& store, int64_t now_us, MunicipalityStanding& standing) {
  HELHET_ASSIGN_OR_RETURN(const auto measures, configuration::LoadAll<model::v1::Measure>(store));
  HELHET_ASSIGN_OR_RETURN(const auto heard_us, Numbers(store,
      "SELECT measure_id, max(computed_us) FROM cell WHERE municipality_id = $1 GROUP BY measure_id"));
  HELHET_ASSIGN_OR_RETURN(const auto stated_us, Numbers(store,
      "SELECT document_id, min(updated_us) FROM document_edition WHERE municipality_id = $1 AND kind = 'measure' GROUP BY document_id"));
  for (const auto& measure : measures) {
    if (measure.silent_after_days() == 0) continue;
    const auto heard = heard_us.find(measure.measure_id());
    const int64_t last_us = heard != heard_us.end() ? heard->second : stated_us.at(measure.measure_id());
    if (now_us - last_us > measure.silent_after_days() * kDayUs) standing.silent_measures.push_back(measure.measure_id());
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

Result<MunicipalityStanding> LoadMunicipalityStanding(store::TenantStore& store, int64_t now_us) {
  MunicipalityStanding standing;
  HELHET_RETURN_IF_ERROR(LoadConnectors(store, standing));
  HELHET_ASSIGN_OR_RETURN(standing.facts, Number(store, "SELECT count(*) FROM fact WHERE municipality_id = $1"));
  HELHET_ASSIGN_OR_RETURN(standing.waiting_facts, Number(store,
      "SELECT count(DISTINCT fact_id) FROM waiting_code WHERE municipality_id = $1"));
  HELHET_ASSIGN_OR_RETURN(standing.quarantined, Number(store,
      "SELECT count(*) FROM quarantine WHERE municipality_id = $1 AND state = 'open'"));
  HELHET_ASSIGN_OR_RETURN(standing.dirty_cells, Number(store, "SELECT count(*) FROM dirty WHERE municipality_id = $1"));
  HELHET_RETURN_IF_ERROR(LoadSilentMeasures(store, now_us, standing));
  return standing;
}

}  // namespace helhet::run
