#include "core/measure/recompute.h"

#include <algorithm>
#include <set>

#include "core/fault/fault.h"
#include "core/measure/generations.h"
#include "core/measure/limits.h"
#include "core/measure/marks.h"

namespace helhet::measure {
namespace {

using store::AsText;
using store::Row;
using store::TenantStore;

// The cells of a definition that places are part of. `built_to`, when set, leaves out those that have not
// been built: the builder will compute them when it comes that far.
std::vector<CellKey> CellsAt(const std::vector<Place>& places, const Definition& definition, const Place* built_to) {
  std::set<CellKey> cells;
  for (const Place& place : places) {
    const auto month = CalendarPeriod::Parse(place.month);
    // Facts without a unit or a date that can be read lie in no cell.
    if (place.unit_id.empty() || !month.ok() || month->length() != model::v1::PERIOD_MONTH) continue;
    const CalendarPeriod period = CalendarPeriod::Around(*month, definition.grain());
    // By the period's first month: the builder computed the whole cell when it met any month of it.
    if (built_to != nullptr && Place{place.unit_id, period.FirstMonth().Text()} > *built_to) continue;
    cells.insert({place.unit_id, period.Text()});
  }
  return {cells.begin(), cells.end()};
}

std::vector<Place> PlacesOf(const std::vector<Mark>& marks, const Definition& definition) {
  std::vector<Place> places;
  for (const Mark& mark : marks) {
    if (definition.UsesKind(mark.kind)) places.push_back({mark.unit_id, mark.month});
  }
  return places;
}

class Drainer {
 public:
  Drainer(TenantStore& store, const Stamp& stamp, Recomputed& recomputed) : store_(store), stamp_(stamp), recomputed_(recomputed) {}

  // One transaction; false when no mark is left.
  Result<bool> Chunk() {
    bool found = false;
    HELHET_RETURN_IF_ERROR(store_.InTransaction([&]() -> Status {
      HELHET_ASSIGN_OR_RETURN(const auto states, LockStates(store_));
      // Marks before facts: a fact that comes after its mark was read gives the mark another sequence.
      HELHET_ASSIGN_OR_RETURN(const auto marks, ReadMarks(store_, limits::kChunkCells));
      found = !marks.empty();
      if (!found) return OkStatus();
      HELHET_ASSIGN_OR_RETURN(const auto work, WorkFor(marks, states));
      HELHET_RETURN_IF_ERROR(UpdateCells(store_, work, stamp_, recomputed_));
      fault::Pass("cells_written");
      recomputed_.marks += static_cast<int64_t>(marks.size());
      return DeleteMarks(store_, marks);
    }));
    return found;
  }

 private:
  Result<std::vector<CellWork>> WorkFor(const std::vector<Mark>& marks, const std::vector<MeasureState>& states) {
    std::vector<CellWork> work;
    for (const MeasureState& state : states) {
      if (state.generation != 0) {
        HELHET_RETURN_IF_ERROR(AddWork(marks, state.measure_id, state.definition_version, state.generation, nullptr, work));
      }
      if (state.is_building()) {
        HELHET_RETURN_IF_ERROR(AddWork(marks, state.measure_id, state.building_version, state.building_generation, &state.built_to, work));
      }
    }
    return work;
  }

  Status AddWork(const std::vector<Mark>& marks, const std::string& measure_id, int64_t version, int64_t generation,
                 const Place* built_to, std::vector<CellWork>& work) {
    const auto definition = definitions_.Find(store_, measure_id, version);
    if (!definition.ok()) {
      if (definition.status().code() != StatusCode::kFailedPrecondition) return definition.status();
      if (refused_.insert(measure_id).second) recomputed_.AddProblem(definition.status());
      return OkStatus();
    }
    std::vector<CellKey> cells = CellsAt(PlacesOf(marks, **definition), **definition, built_to);
    if (!cells.empty()) work.push_back({{*definition, generation}, std::move(cells)});
    return OkStatus();
  }

  TenantStore& store_;
  const Stamp& stamp_;
  Recomputed& recomputed_;
  DefinitionCache definitions_;
  std::set<std::string> refused_;
};

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

struct Building {
  MeasureState state;
  std::shared_ptr<const Definition> definition;
};

// The generations that have come least far, all to the same place: measures that are defined together are
// built together, in one pass over the facts.
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
  const Place least = std::min_element(building.begin(), building.end(), [](const Building& a, const Building& b) {
                        return a.state.built_to < b.state.built_to;
                      })->state.built_to;
  std::erase_if(building, [&](const Building& one) { return one.state.built_to != least; });
  return building;
}

}  // namespace

Result<Recomputed> Drain(TenantStore& store, const Stamp& stamp) {
  Recomputed recomputed;
  Drainer drainer(store, stamp, recomputed);
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const bool found, drainer.Chunk());
    if (!found) return recomputed;
  }
}

Result<bool> BuildChunk(TenantStore& store, const Stamp& stamp, DefinitionCache& definitions, Recomputed& recomputed) {
  bool found = false;
  HELHET_RETURN_IF_ERROR(store.InTransaction([&]() -> Status {
    HELHET_ASSIGN_OR_RETURN(auto building, Hindmost(store, definitions, recomputed));
    found = !building.empty();
    if (!found) return OkStatus();
    std::set<const model::FactTable*> kinds;
    for (const Building& one : building) kinds.insert(one.definition->kinds().begin(), one.definition->kinds().end());
    HELHET_ASSIGN_OR_RETURN(const auto places, NextPlaces(store, kinds, building[0].state.built_to));
    std::vector<CellWork> work;
    for (Building& one : building) {
      if (places.empty()) {
        HELHET_RETURN_IF_ERROR(SwitchGeneration(store, one.state));
        continue;
      }
      work.push_back({{one.definition, one.state.building_generation}, CellsAt(places, *one.definition, nullptr)});
      one.state.built_to = places.back();
      HELHET_RETURN_IF_ERROR(SaveState(store, one.state));
    }
    return UpdateCells(store, work, stamp, recomputed);
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

Result<Recomputed> Recompute(TenantStore& store, const Stamp& stamp) {
  std::vector<Status> problems;
  HELHET_RETURN_IF_ERROR(Redefine(store, problems));
  HELHET_ASSIGN_OR_RETURN(const Recomputed built, Build(store, stamp));
  HELHET_ASSIGN_OR_RETURN(Recomputed recomputed, Drain(store, stamp));
  recomputed.examined += built.examined;
  recomputed.written += built.written;
  for (const auto& more : {built.problems, problems}) {
    for (const Status& problem : more) recomputed.AddProblem(problem);
  }
  return recomputed;
}

}  // namespace helhet::measure
