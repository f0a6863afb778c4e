#include "core/configuration/validate.h"

#include <algorithm>

#include "core/configuration/field_rules.h"
#include "core/model/unit_tree.h"

namespace helhet::configuration {
namespace {

void CheckMunicipality(const Configuration& all, Faults& faults) {
  if (all.MayHave("municipality", all.municipality_id())) return;
  const auto& first = all.resources().begin()->second;
  faults.Add(first.resource.origin(), first.Name(), "there is no municipality '" + all.municipality_id() + "'",
             "state it as a document of kind Municipality, or change `municipality`");
}

// The tree is one thing: it is checked whole, with what the hub held.
void CheckUnits(const Configuration& all, Faults& faults) {
  std::vector<model::v1::Unit> units;
  bool is_stated = false;
  for (const auto& [key, resource] : all.resources()) {
    if (key.first != "unit") continue;
    units.push_back(resource.resource.unit());
    is_stated = is_stated || resource.is_stated;
  }
  if (!is_stated || !all.is_whole()) return;
  const auto tree = model::UnitTree::Make(std::move(units));
  if (tree.ok()) return;
  // `units.ID.field` says whose fault it is.
  const std::string path = tree.status().setting().substr(std::min<size_t>(6, tree.status().setting().size()));
  const size_t dot = path.find('.');
  const ConfiguredResource* unit = all.Find("unit", path.substr(0, dot));
  Status status = tree.status();
  if (dot != std::string::npos) status.WithSetting(path.substr(dot + 1));
  if (unit != nullptr) return AddStatus(*unit, status, faults);
  faults.Add("", "", status.message(), status.remedy());
}

void CheckConnector(const ConfiguredResource& resource, Faults& faults) {
  const model::v1::Connector& connector = resource.resource.connector();
  if (connector.raw_retention_days() < -1) {
    faults.Add(resource.resource.origin(), resource.Name() + ": raw_retention_days", "it is below -1",
               "state days, 0 for without limit, or -1 to keep none");
  }
}

void CheckMeasure(const ConfiguredResource& resource, Faults& faults) {
  const model::v1::Measure& measure = resource.resource.measure();
  if (measure.decimals() < 0 || measure.decimals() > 9) {
    faults.Add(resource.resource.origin(), resource.Name() + ": decimals", "it is " + std::to_string(measure.decimals()), "state 0 to 9");
  }
  if (measure.silent_after_days() < 0) {
    faults.Add(resource.resource.origin(), resource.Name() + ": silent_after_days", "it is negative", "state days, or 0 for never");
  }
}

}  // namespace

void AddStatus(const ConfiguredResource& resource, const Status& status, Faults& faults) {
  if (status.ok()) return;
  // The message of a check begins with the name already.
  std::string why = status.message();
  const std::string name = resource.Name() + ": ";
  if (why.starts_with(name)) why = why.substr(name.size());
  const std::string setting = status.setting().empty() ? "" : ": " + status.setting();
  faults.Add(resource.resource.origin(), resource.Name() + setting, why, status.remedy());
}

void Validate(const Configuration& configuration, const ResourceChecks& checks, Faults& faults) {
  if (configuration.resources().empty()) return;
  CheckMunicipality(configuration, faults);
  for (const auto& [key, resource] : configuration.resources()) {
    if (resource.is_stated) {
      CheckFields(resource, configuration, faults);
      if (key.first == "connector") {
        CheckConnector(resource, faults);
        if (checks.check_connector) AddStatus(resource, checks.check_connector(resource.resource.connector()), faults);
      } else if (key.first == "measure") {
        CheckMeasure(resource, faults);
        if (checks.check_measure) AddStatus(resource, checks.check_measure(resource.resource.measure()), faults);
      } else if (key.first == "purchasing_rules") {
        CheckPurchasingRules(resource, configuration, faults);
      } else if (key.first == "capacity") {
        CheckCapacity(resource, configuration, faults);
      } else if (key.first == "export") {
        CheckExport(resource, checks, faults);
      } else if (key.first == "a3") {
        CheckSheet(resource, configuration, faults);
      }
    }
    // A benefit that stays can lose an action of the sheet that is stated.
    if (key.first == "benefit") CheckBenefit(resource, configuration, checks, faults);
  }
  CheckUnits(configuration, faults);
  CheckBenefitMap(configuration, faults);
}

}  // namespace helhet::configuration
