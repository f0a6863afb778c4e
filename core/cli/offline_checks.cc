#include "core/cli/offline_checks.h"

#include <memory>

#include "core/benefit/valuation.h"
#include "core/measure/definition.h"
#include "core/plugin/catalogue.h"
#include "core/run/cron.h"

namespace helhet::cli {
configuration::ResourceChecks OfflineChecks(const std::string& plugin_folder) {
  configuration::ResourceChecks checks;
  checks.check_measure = [](const model::v1::Measure& measure) { return measure::Definition::Compile(measure).status(); };
  checks.check_valuation = benefit::CheckValuation;
  checks.check_schedule = run::CheckSchedule;
  checks.check_connector = [](const model::v1::Connector& connector) { return run::CheckSchedule(connector.schedule()); };
  if (plugin_folder.empty()) return checks;
  const auto catalogue = std::make_shared<plugin::PluginCatalogue>(std::vector<std::filesystem::path>{plugin_folder});
  checks.check_connector = [catalogue](const model::v1::Connector& connector) -> Status {
    HELHET_RETURN_IF_ERROR(run::CheckSchedule(connector.schedule()));
    HELHET_ASSIGN_OR_RETURN(const auto installed, catalogue->Find(connector.plugin(), connector.plugin_version()));
    return plugin::ValidateSettings(installed.manifest, connector.settings_json(), {});
  };
  return checks;
}

}  // namespace helhet::cli
