#include "stated_config.h"

#include "core/configuration/validate.h"
#include "core/measure/definition.h"

namespace helhet::model_case {

Result<configuration::Resources> ReadConfig(const std::string& data_folder) {
  return configuration::LoadResources(HELHET_MODEL_CASE_CONFIG, {{"MODEL_CASE", data_folder}});
}

std::string FaultsOf(const configuration::Resources& resources, const std::string& municipality) {
  configuration::Configuration whole(municipality, /*is_whole=*/true);
  configuration::Faults faults;
  for (const api::v1::Resource& resource : resources) {
    if (resource.municipality_id() == municipality) whole.AddStated(resource, faults);
  }
  const auto check_measure = [](const model::v1::Measure& measure) { return measure::Definition::Compile(measure).status(); };
  configuration::Validate(whole, {.check_measure = check_measure}, faults);
  return faults.ToStatus().message();
}

}  // namespace helhet::model_case
