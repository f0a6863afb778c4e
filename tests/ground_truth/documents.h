// What a municipality has stated and what its systems have sent: the input of hub and oracle alike.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "helhet/api/v1/configuration_service.pb.h"
#include "helhet/plugin/v1/record.pb.h"

namespace helhet::truth {

inline constexpr char kMunicipality[] = "5037";

// Municipality, units, purchasing rules, connectors and measures.
using Stated = api::v1::ApplyConfigurationRequest;

// A record as a connector delivers it.
struct Delivery {
  std::string connector_id;
  plugin::v1::Record record;
};

// A fact that counts when everything has been delivered.
struct Document {
  std::string connector_id;
  std::string name;     // its locator: short, and unlike all others
  std::string unit_id;  // empty: waits
  plugin::v1::Record record;
  const model::v1::Fact& fact() const { return record.fact(); }
};

// The documents that count in the end, in whatever order they were delivered: of each natural key the version with the
// latest time, of each business key that of the connector with the best precedence. By name.
std::vector<Document> DocumentsThatCount(const Stated& stated, const std::vector<Delivery>& deliveries);

}  // namespace helhet::truth
