// Whether a municipality's configuration makes sense as a whole.
#pragma once

#include <functional>

#include "core/configuration/configuration.h"

namespace helhet::configuration {

// Checks that other parts of the hub bring. One that is not set passes.
struct ResourceChecks {
  // Whether the measure's definition can be computed. The status has setting and remedy.
  std::function<Status(const model::v1::Measure&)> check_measure;
  // Whether the benefit's valuation can be computed; the measure is its first, or null. The status has setting and remedy.
  std::function<Status(const model::v1::Benefit&, const model::v1::Measure*)> check_valuation;
  // Whether the plugin is installed, and settings and schedule are in order. The status has setting and remedy.
  std::function<Status(const model::v1::Connector&)> check_connector;
  // Whether a schedule is one. The status has setting and remedy.
  std::function<Status(const std::string&)> check_schedule;
  // Whether a sheet may change from what the hub holds to what is stated: it stands somewhere in the process.
  std::function<Status(const model::v1::A3& before, const model::v1::A3& after)> check_sheet_change;
};

// Holds what is stated against all rules, and what the hub held before against what has changed beneath it.
void Validate(const Configuration& configuration, const ResourceChecks& checks, Faults& faults);

// Whether a measure of the configuration has figures for periods like this: its grain makes them up. Passes a measure
// that only a hub can know, and a text that is no period.
bool HasFiguresFor(const std::string& period, const std::string& measure_id, const Configuration& all);

// The parts of Validate that know one kind.
void CheckSheet(const ConfiguredResource& resource, const Configuration& all, Faults& faults);
void CheckPurchasingRules(const ConfiguredResource& resource, const Configuration& all, Faults& faults);
void CheckCapacity(const ConfiguredResource& resource, const Configuration& all, Faults& faults);
void CheckExport(const ConfiguredResource& resource, const ResourceChecks& checks, Faults& faults);
void CheckBenefit(const ConfiguredResource& resource, const Configuration& all, const ResourceChecks& checks, Faults& faults);
// All benefits together: their map has no circle.
void CheckBenefitMap(const Configuration& all, Faults& faults);
// As a fault of the resource, unless the status is OK.
void AddStatus(const ConfiguredResource& resource, const Status& status, Faults& faults);

}  // namespace helhet::configuration
