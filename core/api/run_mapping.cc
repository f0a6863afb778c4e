#include "core/api/run_mapping.h"

#include <algorithm>

#include "core/model/time_text.h"
#include "core/plugin/problem.h"

namespace helhet::api {
namespace {

v1::RunState StateOf(const std::string& name) {
  std::string value = "RUN_STATE_" + name;
  std::transform(value.begin(), value.end(), value.begin(), [](unsigned char c) { return std::toupper(c); });
  v1::RunState state = v1::RUN_STATE_UNSPECIFIED;
  v1::RunState_Parse(value, &state);
  return state;
}

}  // namespace

v1::Run ToProto(const run::RunRecord& record, const std::string& municipality_id) {
  v1::Run run;
  run.set_run_id(record.run_id);
  run.set_municipality_id(municipality_id);
  run.set_connector_id(record.connector_id);
  run.set_trigger(record.trigger);
  run.set_state(StateOf(record.state));
  run.set_start_time(model::TimeText(record.started_us));
  run.set_end_time(model::TimeText(record.finished_us));
  v1::RunCounters& counters = *run.mutable_counters();
  counters.set_read(record.counters.read);
  counters.set_inserted(record.counters.inserted);
  counters.set_changed(record.counters.changed);
  counters.set_deleted(record.counters.deleted);
  counters.set_unchanged(record.counters.unchanged);
  counters.set_refused(record.counters.refused);
  counters.set_waiting(record.counters.waiting);
  counters.set_flagged(record.counters.flagged);
  run.set_recomputed(record.recomputed);
  if (!record.problem.ok()) *run.mutable_problem() = plugin::ToProblem(record.problem);
  return run;
}

v1::RunConnectorResponse ToProto(const run::RunUpdate& update, const std::string& municipality_id) {
  v1::RunConnectorResponse response;
  *response.mutable_run() = ToProto(update.record, municipality_id);
  response.set_activity(update.activity);
  if (update.done >= 0) response.set_done(update.done);
  if (update.total >= 0) response.set_total(update.total);
  return response;
}

}  // namespace helhet::api
