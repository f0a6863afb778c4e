#include "core/measure/recompute.h"

#include <set>

#include "core/fault/fault.h"
#include "core/measure/generations.h"
#include "core/measure/limits.h"
#include "core/measure/marks.h"
#include "core/measure/stock_day.h"
#include "core/measure/touched_cells.h"

namespace helhet::measure {
namespace {

using store::AsText;
using store::Row;
using store::TenantStore;

class Drainer {
 public:
  Drainer(TenantStore& store, const Stamp& stamp, Recomputed& recomputed) : store_(store), stamp_(stamp), recomputed_(recomputed) {}

  // One transaction; false when no mark is left.
  Result<bool> Chunk() {
    bool found = false;
    HELHET_RETURN_IF_ERROR(store_.InTransaction([&]() -> Status {
      HELHET_ASSIGN_OR_RETURN(const auto states, LockStates(store_));
      HELHET_ASSIGN_OR_RETURN(const std::string today, StockDay(store_));
      // Marks before facts: a fact that comes after its mark was read gives the mark another sequence.
      HELHET_ASSIGN_OR_RETURN(auto marks, ReadMarks(store_, limits::kChunkCells));
      found = !marks.empty();
      if (!found) return OkStatus();
      HELHET_ASSIGN_OR_RETURN(const auto targets, TargetsOf(states));
      marks.resize(MarksThatFit(marks, DefinitionsOf(targets), today));
      std::vector<CellWork> work;
      for (const Target& target : targets) {
        std::vector<CellKey> cells = CellsTouched(marks, *target.generation.definition, today, target.built_to);
        if (!cells.empty()) work.push_back({target.generation, std::move(cells)});
      }
      HELHET_RETURN_IF_ERROR(UpdateCells(store_, work, today, stamp_, recomputed_));
      fault::Pass("cells_written");
      recomputed_.marks += static_cast<int64_t>(marks.size());
      return DeleteMarks(store_, marks);
    }));
    return found;
  }

 private:
  // A generation that marks count for, as far as it has been built.
  struct Target {
    Generation generation;
    const Place* built_to;  // null when all of it is there; lives as long as the states
  };

  static std::vector<std::shared_ptr<const Definition>> DefinitionsOf(const std::vector<Target>& targets) {
    std::vector<std::shared_ptr<const Definition>> definitions;
    for (const Target& target : targets) definitions.push_back(target.generation.definition);
    return definitions;
  }

  Result<std::vector<Target>> TargetsOf(const std::vector<MeasureState>& states) {
    std::vector<Target> targets;
    for (const MeasureState& state : states) {
      if (state.generation != 0) {
        HELHET_RETURN_IF_ERROR(AddTarget(state.measure_id, state.definition_version, state.generation, nullptr, targets));
      }
      if (state.is_building()) {
        HELHET_RETURN_IF_ERROR(AddTarget(state.measure_id, state.building_version, state.building_generation, &state.built_to, targets));
      }
    }
    return targets;
  }

  Status AddTarget(const std::string& measure_id, int64_t version, int64_t generation, const Place* built_to, std::vector<Target>& targets) {
    const auto definition = definitions_.Find(store_, measure_id, version);
    if (!definition.ok()) {
      if (definition.status().code() != StatusCode::kFailedPrecondition) return definition.status();
      if (refused_.insert(measure_id).second) recomputed_.AddProblem(definition.status());
      return OkStatus();
    }
    targets.push_back({{*definition, generation}, built_to});
    return OkStatus();
  }

  TenantStore& store_;
  const Stamp& stamp_;
  Recomputed& recomputed_;
  DefinitionCache definitions_;
  std::set<std::string> refused_;
};

}  // namespace

Result<Recomputed> Drain(TenantStore& store, const Stamp& stamp) {
  HELHET_RETURN_IF_ERROR(AdvanceStockDay(store, stamp.now_us));
  Recomputed recomputed;
  Drainer drainer(store, stamp, recomputed);
  while (true) {
    HELHET_ASSIGN_OR_RETURN(const bool found, drainer.Chunk());
    if (!found) return recomputed;
  }
}

Result<Recomputed> Recompute(TenantStore& store, const Stamp& stamp) {
  std::vector<Status> problems;
  HELHET_RETURN_IF_ERROR(Redefine(store, problems));
  // Before anything is built for the new day, so that what was built on an older one is marked.
  HELHET_RETURN_IF_ERROR(AdvanceStockDay(store, stamp.now_us));
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
