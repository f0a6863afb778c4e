// How things stand: of a connector, and of a municipality as a whole. What people look at first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/run/ledger.h"
#include "core/run/schedule.h"
#include "core/store/tenant_store.h"

namespace helhet::run {

// Where a connector instance stands.
struct ConnectorStanding {
  std::optional<RunRecord> last_run;  // none when it never ran
  Schedule schedule;
  int64_t quarantined = 0;            // records in quarantine now
};

Result<ConnectorStanding> LoadConnectorStanding(store::TenantStore& store, const std::string& connector_id);

// Where a municipality stands.
struct MunicipalityStanding {
  int connectors = 0;
  int failing_connectors = 0;  // whose last run failed
  int64_t facts = 0;
  int64_t waiting_facts = 0;  // for a unit
  int64_t quarantined = 0;
  int64_t dirty_cells = 0;
};

Result<MunicipalityStanding> LoadMunicipalityStanding(store::TenantStore& store);

}  // namespace helhet::run
