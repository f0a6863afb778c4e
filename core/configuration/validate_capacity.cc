// Capacity: hours that are there, for quarters that come one after the other, stated once.
#include "core/configuration/field_rules.h"
#include "core/configuration/validate.h"

namespace helhet::configuration {
namespace {

// A quarter of the calendar has 13 weeks of 40 hours a person; a municipality of 20,000 people is the largest there is.
constexpr int kMostHours = 13 * 40 * 20'000;

bool IsQuarter(const std::string& text) { return IsPeriod(text) && text.size() == 7 && text[5] == 'Q'; }

// Quarters as text come in their own order. An empty bound is open.
bool Overlap(const model::v1::Capacity& one, const model::v1::Capacity& other) {
  const auto ends_before = [](const model::v1::Capacity& a, const model::v1::Capacity& b) {
    return !a.until_period().empty() && !b.from_period().empty() && a.until_period() < b.from_period();
  };
  return !ends_before(one, other) && !ends_before(other, one);
}

}  // namespace

void CheckCapacity(const ConfiguredResource& resource, const Configuration& all, Faults& faults) {
  const auto& capacity = resource.resource.capacity();
  const auto fault = [&](const std::string& field, const std::string& why, const std::string& remedy) {
    faults.Add(resource.resource.origin(), resource.Name() + ": " + field, why, remedy);
  };
  if (capacity.hours_per_quarter() < 0 || capacity.hours_per_quarter() > kMostHours) {
    fault("hours_per_quarter", "it is " + std::to_string(capacity.hours_per_quarter()), "state 0 to " + std::to_string(kMostHours) + " hours a quarter");
  }
  for (const auto& [field, period] : {std::pair("from_period", capacity.from_period()), std::pair("until_period", capacity.until_period())}) {
    if (!period.empty() && !IsQuarter(period)) fault(field, "'" + period + "' is no quarter", "write it as 2026-Q1, or leave it out");
  }
  if (!capacity.from_period().empty() && !capacity.until_period().empty() && capacity.until_period() < capacity.from_period()) {
    fault("until_period", "it is before from_period", "let it end no earlier than it begins");
  }
  for (const auto& [key, other] : all.resources()) {
    if (key.first != "capacity" || key.second == capacity.capacity_id()) continue;
    const auto& there = other.resource.capacity();
    if (there.unit_id() != capacity.unit_id() || there.responsible() != capacity.responsible() || !Overlap(capacity, there)) continue;
    fault("from_period", "capacity '" + key.second + "' holds for the same unit and responsible in the same quarters", "let one begin after the other has ended");
  }
}

}  // namespace helhet::configuration
