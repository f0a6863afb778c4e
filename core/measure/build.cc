// Building a generation: all cells of a definition, in pieces.
#include <algorithm>
#include <map>
#include <set>

#include "core/measure/generations.h"
#include "core/measure/limits.h"
#include "core/measure/recompute.h"
#include "core/measure/stock_day.h"
#include "core/measure/touched_cells.h"
#include "core/model/calendar.h"

namespace helhet::measure {
namespace {

using store::AsText;
using store::Row;
using store::TenantStore;

// The first places after `after` that have facts of any of the kinds, in order.
Result<std::vector<Place>> NextPlaces(TenantStore& store, const std::set<const model::FactTable*>& kinds, const Place& after) {
  std::set<Place> places;
  for (const model::FactTable* kind : kinds) {
    HELHET_RETURN_IF_ERROR(store.Query("SELECT DISTINCT unit_id, month FROM " + kind->table +
                                           " WHERE municipality_id = $1 AND (unit_id, month) > ($2, $3) AND unit_id <> '' "
                                           "ORDER BY unit_id, month LIMIT " + std::to_string(limits::kChunkCells),
                                       {after.unit_id, after.month}, [&](const Row& row) {
                                         places.insert({AsText(row[0]), AsText(row[1])});
                                         return OkStatus();
                                       }));
  }
  std::vector<Place> first(places.begin(), places.end());
  // Beyond the limit a kind may have places that were not read.
  if (first.size() > limits::kChunkCells) first.resize(limits::kChunkCells);
  return first;
}

// The first units from one on that have facts which the definitions stand on, with the first day from which one holds.
using Begins = std::map<std::string, std::string>;
Result<Begins> NextBegins(TenantStore& store, const std::vector<const Definition*>& definitions, const std::string& today,
                          const std::string& from_unit_id) {
  Begins begins;
  for (const Definition* definition : definitions) {
    for (const model::FactTable* kind : definition->kinds()) {
      const std::string from = definition->StandingOf(*kind).from->name;
      HELHET_RETURN_IF_ERROR(store.Query("SELECT unit_id, MIN(" + from + ") FROM " + kind->table + " WHERE municipality_id = $1 AND counted = 1 "
                                             "AND unit_id >= $2 AND unit_id <> '' GROUP BY unit_id ORDER BY unit_id LIMIT " +
                                             std::to_string(limits::kChunkCells),
                                         {from_unit_id}, [&](const Row& row) {
                                           // What is seen is of the running period alone.
                                           const std::string& begin = definition->is_as_seen() ? today : AsText(row[1]);
                                           const auto [unit, is_new] = begins.emplace(AsText(row[0]), begin);
                                           if (!is_new) unit->second = std::min(unit->second, begin);
                                           return OkStatus();
                                         }));
    }
  }
  // Beyond the limit a kind may have units that were not read.
  while (begins.size() > limits::kChunkCells) begins.erase(std::prev(begins.end()));
  return begins;
}

// The first places after `after` where there are cells of definitions that stand, in order: the months of each unit from
// the first in which a fact holds to the running one.
Result<std::vector<Place>> NextStandingPlaces(TenantStore& store, const std::vector<const Definition*>& definitions, const std::string& today,
                                              Place after) {
  std::vector<Place> places;
  HELHET_ASSIGN_OR_RETURN(const CalendarPeriod running, CalendarPeriod::Parse(today.substr(0, 7)));
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const Begins begins, NextBegins(store, definitions, today, after.unit_id));
    for (const auto& [unit_id, from] : begins) {
      for (CalendarPeriod month = FirstStandingMonth(from); month <= running; month = month.Next()) {
        if (Place{unit_id, month.Text()} > after) places.push_back({unit_id, month.Text()});
        if (places.size() == limits::kChunkCells) return places;
      }
    }
    if (!places.empty() || begins.size() < limits::kChunkCells) return places;
    after = {begins.rbegin()->first, running.Text()};
  }
}

struct Building {
  MeasureState state;
  std::shared_ptr<const Definition> definition;
};

Result<std::vector<Place>> NextPlacesOf(TenantStore& store, const std::vector<Building>& building, const std::string& today) {
  const Place& after = building[0].state.built_to;
  if (building[0].definition->is_standing()) {
    std::vector<const Definition*> definitions;
    for (const Building& one : building) definitions.push_back(one.definition.get());
    return NextStandingPlaces(store, definitions, today, after);
  }
  std::set<const model::FactTable*> kinds;
  for (const Building& one : building) kinds.insert(one.definition->kinds().begin(), one.definition->kinds().end());
  return NextPlaces(store, kinds, after);
}

// The generations that have come least far, all to the same place: measures that are defined together are
// built together, in one pass over the facts. Those that stand have other places, and are built by themselves.
Result<std::vector<Building>> Hindmost(TenantStore& store, DefinitionCache& definitions, Recomputed& recomputed) {
  HELHET_ASSIGN_OR_RETURN(const auto states, LockStates(store));
  std::vector<Building> building;
  for (MeasureState state : states) {
    if (!state.is_building()) continue;
    auto definition = definitions.Find(store, state.measure_id, state.building_version);
    if (definition.ok()) {
      building.push_back({state, *definition});
      continue;
    }
    if (definition.status().code() != StatusCode::kFailedPrecondition) return definition.status();
    // Redefine could read it; this hub cannot. It is begun anew when the hub or the definition is another.
    recomputed.AddProblem(definition.status());
    HELHET_RETURN_IF_ERROR(DeleteCells(store, state.measure_id, state.building_generation));
    state.building_generation = state.building_version = 0;
    HELHET_RETURN_IF_ERROR(SaveState(store, state));
  }
  if (building.empty()) return building;
  const auto hindmost = std::min_element(building.begin(), building.end(), [](const Building& a, const Building& b) {
    return a.state.built_to < b.state.built_to;
  });
  const Place least = hindmost->state.built_to;
  const bool standing = hindmost->definition->is_standing();
  std::erase_if(building, [&](const Building& one) { return one.state.built_to != least || one.definition->is_standing() != standing; });
  return building;
}

}  // namespace

Result<bool> BuildChunk(TenantStore& store, const Stamp& stamp, DefinitionCache& definitions, Recomputed& recomputed) {
  bool found = false;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(auto building, Hindmost(store, definitions, recomputed));
    found = !building.empty();
    if (!found) return OkStatus();
    HELHET_ASSIGN_OR_RETURN(std::string today, StockDay(store));
    if (today.empty()) today = model::LocalDay(stamp.now_us);
    HELHET_ASSIGN_OR_RETURN(const auto places, NextPlacesOf(store, building, today));
    std::vector<CellWork> work;
    for (Building& one : building) {
      if (places.empty()) {
        HELHET_RETURN_IF_ERROR(SwitchGeneration(store, one.state));
        continue;
      }
      work.push_back({{one.definition, one.state.building_generation}, CellsAt(places, *one.definition, today, nullptr)});
      one.state.built_to = places.back();
      HELHET_RETURN_IF_ERROR(SaveState(store, one.state));
    }
    return UpdateCells(store, work, today, stamp, recomputed);
  }));
  return found;
}

Result<Recomputed> Build(TenantStore& store, const Stamp& stamp) {
  Recomputed recomputed;
  DefinitionCache definitions;
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const bool found, BuildChunk(store, stamp, definitions, recomputed));
    if (!found) return recomputed;
  }
}

}  // namespace helhet::measure
