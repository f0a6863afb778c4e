#include "core/hub/consequences.h"

#include "core/a3/process.h"
#include "core/benefit/valuation.h"
#include "core/configuration/documents.h"
#include "core/log.h"
#include "core/match/match.h"
#include "core/measure/definition.h"
#include "core/measure/recompute.h"
#include "core/run/cron.h"
#include "core/run/remap.h"

namespace helhet::hub {

Result<int64_t> CatchUp(store::TenantStore& store, const std::string& run_id, int64_t now_us) {
  HELHET_RETURN_IF_ERROR(run::RemapIfCodesChanged(store).status());
  HELHET_RETURN_IF_ERROR(match::MatchFacts(store).status());
  HELHET_ASSIGN_OR_RETURN(const measure::Recomputed recomputed, measure::Recompute(store, {now_us, run_id}));
  for (const Status& problem : recomputed.problems) {
    spdlog::warn("figure_not_computed municipality={} why=\"{}\"", store.municipality_id(), problem.message());
  }
  return recomputed.written;
}

Status CatchUpAll(store::DatabaseFactory& database, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto connection, database.Connect());
  HELHET_ASSIGN_OR_RETURN(const auto tenants, configuration::ListTenants(*connection));
  Status first;
  for (const std::string& tenant : tenants) {
    store::TenantStore store(*connection, tenant);
    Status caught_up = CatchUp(store, "", now_us).status();
    if (first.ok() && !caught_up.ok()) first = std::move(caught_up.Annotate("municipality " + tenant));
  }
  return first;
}

Status CheckConnector(const plugin::PluginCatalogue& catalogue, const model::v1::Connector& connector) {
  HELHET_RETURN_IF_ERROR(run::CheckSchedule(connector.schedule()));
  HELHET_ASSIGN_OR_RETURN(const plugin::InstalledPlugin installed, catalogue.Find(connector.plugin(), connector.plugin_version()));
  return plugin::ValidateSettings(installed.manifest, connector.settings_json().empty() ? "{}" : connector.settings_json(), {});
}

configuration::ApplyHooks HooksOf(store::DatabaseFactory& database, const plugin::PluginCatalogue& catalogue,
                                  std::function<int64_t()> now_us, std::function<void()> wake) {
  configuration::ApplyHooks hooks;
  hooks.checks.check_measure = [](const model::v1::Measure& measure) { return measure::Definition::Compile(measure).status(); };
  hooks.checks.check_valuation = benefit::CheckValuation;
  hooks.checks.check_connector = [&catalogue](const model::v1::Connector& connector) { return CheckConnector(catalogue, connector); };
  hooks.checks.check_schedule = run::CheckSchedule;
  hooks.checks.check_sheet_change = a3::CheckChange;
  const auto catch_up = [&database, now_us = std::move(now_us)](const std::string& municipality_id) -> Status {
    HELHET_ASSIGN_OR_RETURN(const auto connection, database.Connect());
    store::TenantStore store(*connection, municipality_id);
    return CatchUp(store, "", now_us()).status();
  };
  hooks.units_changed = catch_up;
  hooks.measures_changed = catch_up;
  hooks.rules_changed = catch_up;
  hooks.connectors_changed = [catch_up, wake = std::move(wake)](const std::string& municipality_id) {
    wake();
    return catch_up(municipality_id);
  };
  return hooks;
}

}  // namespace helhet::hub
