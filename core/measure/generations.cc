#include "core/measure/generations.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "core/measure/cells.h"

namespace helhet::measure {
namespace {

using store::AsInteger;
using store::AsText;
using store::Row;
using store::TenantStore;

Result<std::map<std::string, int64_t>> ReadVersions(TenantStore& store) {
  std::map<std::string, int64_t> versions;
  HELHET_RETURN_IF_ERROR(store.Query("SELECT document_id, version FROM document WHERE municipality_id = $1 AND kind = 'measure'",
                                     {}, [&](const Row& row) {
                                       versions[AsText(row[0])] = AsInteger(row[1]);
                                       return OkStatus();
                                     }));
  return versions;
}

// A row for every measure, so that there is something to lock.
Status AddMissingStates(TenantStore& store) {
  return store.Execute(
      "INSERT INTO measure_state (municipality_id, measure_id, definition_version, generation, building_version, "
      "building_generation, building_unit_id, building_month) "
      "SELECT $1, document_id, 0, 0, 0, 0, '', '' FROM document WHERE municipality_id = $1 AND kind = 'measure' "
      "ON CONFLICT (municipality_id, measure_id) DO NOTHING").status();
}

Status Forget(TenantStore& store, const MeasureState& state) {
  HELHET_RETURN_IF_ERROR(DeleteCells(store, state.measure_id, state.generation));
  HELHET_RETURN_IF_ERROR(DeleteCells(store, state.measure_id, state.building_generation));
  return store.Execute("DELETE FROM measure_state WHERE municipality_id = $1 AND measure_id = $2", {state.measure_id}).status();
}

Status BeginGeneration(TenantStore& store, MeasureState state, int64_t version) {
  if (state.is_building()) HELHET_RETURN_IF_ERROR(DeleteCells(store, state.measure_id, state.building_generation));
  // Above every number used before, also by a measure of that name which was forgotten: observations stay.
  HELHET_ASSIGN_OR_RETURN(const Row highest, store.QueryOne("SELECT MAX(generation) FROM observation "
                                                            "WHERE municipality_id = $1 AND measure_id = $2", {state.measure_id}));
  state.building_generation = std::max({state.generation, state.building_generation, AsInteger(highest[0])}) + 1;
  state.building_version = version;
  state.built_to = {};
  return SaveState(store, state);
}

Status TakeVersion(TenantStore& store, MeasureState state, int64_t stated, DefinitionCache& definitions, std::vector<Status>& problems) {
  int64_t& latest = state.is_building() ? state.building_version : state.definition_version;
  if (latest == stated) return OkStatus();
  const auto definition = definitions.Find(store, state.measure_id, stated);
  if (!definition.ok()) {
    problems.push_back(definition.status());
    return OkStatus();
  }
  const auto before = definitions.Find(store, state.measure_id, latest);
  if (!before.ok() || !(*before)->SharesCells(**definition)) return BeginGeneration(store, state, stated);
  latest = stated;
  return SaveState(store, state);
}

}  // namespace

Result<std::vector<MeasureState>> LockStates(TenantStore& store) {
  // SQLite has one writer at a time and needs no lock of rows. The order keeps two hubs from waiting for
  // each other.
  const std::string lock = store.dialect() == store::Dialect::kPostgres ? " FOR UPDATE" : "";
  std::vector<MeasureState> states;
  HELHET_RETURN_IF_ERROR(store.Query(
      "SELECT measure_id, definition_version, generation, building_version, building_generation, building_unit_id, building_month "
      "FROM measure_state WHERE municipality_id = $1 ORDER BY measure_id" + lock, {}, [&](const Row& row) {
        states.push_back({AsText(row[0]), AsInteger(row[1]), AsInteger(row[2]), AsInteger(row[3]), AsInteger(row[4]),
                          {AsText(row[5]), AsText(row[6])}});
        return OkStatus();
      }));
  return states;
}

Status SaveState(TenantStore& store, const MeasureState& state) {
  return store.Execute(
      "UPDATE measure_state SET definition_version = $3, generation = $4, building_version = $5, building_generation = $6, "
      "building_unit_id = $7, building_month = $8 WHERE municipality_id = $1 AND measure_id = $2",
      {state.measure_id, state.definition_version, state.generation, state.building_version, state.building_generation,
       state.built_to.unit_id, state.built_to.month}).status();
}

Status SwitchGeneration(TenantStore& store, MeasureState state) {
  HELHET_RETURN_IF_ERROR(DeleteCells(store, state.measure_id, state.generation));
  state.definition_version = state.building_version;
  state.generation = state.building_generation;
  state.building_version = state.building_generation = 0;
  state.built_to = {};
  return SaveState(store, state);
}

Status Redefine(TenantStore& store, std::vector<Status>& problems) {
  return store.InTransaction([&]() -> Status {
    HELHET_RETURN_IF_ERROR(AddMissingStates(store));
    HELHET_ASSIGN_OR_RETURN(const auto states, LockStates(store));
    HELHET_ASSIGN_OR_RETURN(const auto versions, ReadVersions(store));
    DefinitionCache definitions;
    for (const MeasureState& state : states) {
      const auto stated = versions.find(state.measure_id);
      if (stated == versions.end()) {
        HELHET_RETURN_IF_ERROR(Forget(store, state));
        continue;
      }
      HELHET_RETURN_IF_ERROR(TakeVersion(store, state, stated->second, definitions, problems));
    }
    return OkStatus();
  });
}

Result<std::shared_ptr<const Definition>> DefinitionCache::Find(TenantStore& store, const std::string& measure_id, int64_t version) {
  std::shared_ptr<const Definition>& cached = definitions_[{measure_id, version}];
  if (cached != nullptr) return cached;
  const std::string what = "measure '" + measure_id + "' version " + std::to_string(version);
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne("SELECT body FROM document_edition WHERE municipality_id = $1 "
                                                        "AND kind = 'measure' AND document_id = $2 AND version = $3", {measure_id, version}));
  if (row.empty()) return FailedPrecondition(what + ": the store does not hold it").WithReason("definition_missing").WithClass(ErrorClass::kHub);
  model::v1::Measure measure;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // written by a newer hub
  if (const auto parsed = google::protobuf::util::JsonStringToMessage(AsText(row[0]), &measure, options); !parsed.ok()) {
    return FailedPrecondition(what + ": " + parsed.ToString()).WithReason("definition_unreadable").WithClass(ErrorClass::kHub);
  }
  auto definition = Definition::Compile(measure);
  if (!definition.ok()) {
    Status status(StatusCode::kFailedPrecondition, definition.status().message());
    return status.WithReason(definition.status().reason()).WithSetting(definition.status().setting())
        .WithRemedy(definition.status().remedy()).WithClass(ErrorClass::kConfiguration);
  }
  cached = std::make_shared<const Definition>(*std::move(definition));
  return cached;
}

}  // namespace helhet::measure
