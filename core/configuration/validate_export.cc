// Exports: what they hold fits together, and what they are called is a file's name.
#include "core/configuration/field_rules.h"
#include "core/configuration/limits.h"
#include "core/configuration/validate.h"

namespace helhet::configuration {
namespace {

constexpr std::string_view kDay = "{day}";

// The name without its placeholders.
std::string WithoutDay(std::string name) {
  for (size_t at = name.find(kDay); at != std::string::npos; at = name.find(kDay)) name.erase(at, kDay.size());
  return name;
}

// Receivers are folders on Windows as well: what is reserved there is refused.
bool IsFileName(const std::string& name) {
  const std::string rest = WithoutDay(name);
  return name.size() <= limits::kFileNameBytes && name[0] != '.' && rest.find_first_of("/\\:*?\"<>|{}\n\t") == std::string::npos && rest != ".";
}

}  // namespace

void CheckExport(const ConfiguredResource& resource, const ResourceChecks& checks, Faults& faults) {
  const model::v1::Export& stated = resource.resource.export_();
  const auto fault = [&](const std::string& field, const std::string& why, const std::string& remedy) {
    faults.Add(resource.resource.origin(), resource.Name() + ": " + field, why, remedy);
  };
  if (checks.check_schedule) AddStatus(resource, checks.check_schedule(stated.schedule()), faults);
  if (!stated.file_name().empty() && !IsFileName(stated.file_name())) {
    fault("file_name", "'" + stated.file_name() + "' is no file's name", "write one without folders, with {day} where the day is to stand, as figures-{day}.csv");
  }
  if (stated.periods() < 0 || stated.periods() > limits::kExportPeriods) {
    fault("periods", "it is " + std::to_string(stated.periods()), "state 1 to " + std::to_string(limits::kExportPeriods) + ", or leave it out for 12");
  }
  const bool of_measures = stated.content() == model::v1::EXPORT_CONTENT_MEASURES;
  const std::string other = "an export of " + std::string(of_measures ? "measures" : "benefits") + " does not take it";
  const std::string remedy = "leave it out, or state another export";
  if (of_measures && stated.benefit_ids_size() > 0) fault("benefit_ids", other, remedy);
  if (of_measures) return;
  if (stated.measure_ids_size() > 0) fault("measure_ids", other, remedy);
  if (stated.grain() != model::v1::PERIOD_UNSPECIFIED) fault("grain", other, "leave it out: a benefit's periods are those of its plan");
  if (stated.periods() != 0) fault("periods", other, "leave it out: a benefit's periods are those of its plan");
}

}  // namespace helhet::configuration
