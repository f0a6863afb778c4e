// Generations of a measure's cells. A changed definition is computed as a new generation beside the one
// that shows, in pieces; when it is complete, they change places in one transaction.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/measure/definition.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// Where facts are: a unit and a month.
struct Place {
  std::string unit_id;
  std::string month;
  auto operator<=>(const Place&) const = default;
};

// A row of `measure_state`.
struct MeasureState {
  std::string measure_id;
  int64_t definition_version = 0;  // 0 while nothing shows
  int64_t generation = 0;
  int64_t building_version = 0;
  int64_t building_generation = 0;  // 0 when nothing is being built
  Place built_to;                   // cells of the generation being built are there up to and with this place

  bool is_building() const { return building_generation != 0; }
};

// The states of all measures, locked until the caller's transaction ends, so that only one hub at a time
// recomputes a municipality.
Result<std::vector<MeasureState>> LockStates(store::TenantStore& store);
// Writes a state that exists.
Status SaveState(store::TenantStore& store, const MeasureState& state);
// Lets the generation that was being built show, and removes the cells of the one before.
Status SwitchGeneration(store::TenantStore& store, MeasureState state);

// Compares the measures people have stated (`document`) with what is computed: begins a new generation for
// each new or changed definition, in place of one half built from a version between, and forgets measures
// that are gone. A change that leaves the cells as they are, of words or of the formula, shows at once. A
// definition that cannot be read is left as it was and told in `problems`.
// A transaction of its own.
Status Redefine(store::TenantStore& store, std::vector<Status>& problems);

// Compiled definitions by measure and version. Not thread-safe.
class DefinitionCache {
 public:
  // FAILED_PRECONDITION when the hub cannot read that version, or has lost it.
  Result<std::shared_ptr<const Definition>> Find(store::TenantStore& store, const std::string& measure_id, int64_t version);

 private:
  std::map<std::pair<std::string, int64_t>, std::shared_ptr<const Definition>> definitions_;
};

}  // namespace helhet::measure
