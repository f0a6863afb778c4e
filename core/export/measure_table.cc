// Measures: a row for each figure.
#include <map>
#include <utility>

#include "core/configuration/documents.h"
#include "core/export/table.h"
#include "core/measure/answers.h"
#include "core/measure/period.h"
#include "core/model/calendar.h"

namespace helhet::exports {
namespace {

constexpr int kPeriods = 12;

const std::vector<std::string> kColumns{"measure_id", "measure", "measurement_unit", "unit_id", "unit", "period", "value", "status",
                                        "notes", "waiting_count", "definition_version", "computed_at", "caveat"};

// Measures that are stated, or all.
Result<std::vector<model::v1::Measure>> MeasuresOf(store::TenantStore& store, const model::v1::Export& stated) {
  if (stated.measure_ids().empty()) return configuration::LoadAll<model::v1::Measure>(store);
  std::vector<model::v1::Measure> measures;
  for (const std::string& id : stated.measure_ids()) {
    HELHET_ASSIGN_OR_RETURN(measures.emplace_back(), configuration::Load<model::v1::Measure>(store, id));
  }
  return measures;
}

// From the first period to the one that has begun.
Result<api::v1::GetSeriesRequest> Request(const model::v1::Measure& measure, const model::v1::Export& stated, const std::string& day) {
  HELHET_ASSIGN_OR_RETURN(const auto month, measure::CalendarPeriod::Parse(day.substr(0, 7)));
  auto period = measure::CalendarPeriod::Around(month, stated.grain() == model::v1::PERIOD_UNSPECIFIED ? measure.grain() : stated.grain());
  api::v1::GetSeriesRequest request;
  request.set_measure_id(measure.measure_id());
  request.set_grain(stated.grain());
  request.set_to_period(period.Text());
  for (int back = stated.periods() == 0 ? kPeriods : stated.periods(); back > 1; --back) period = period.Previous();
  request.set_from_period(period.Text());
  return request;
}

// Codes of what a reader must know, by unit name and period; those of all units, or all periods, under the empty name.
std::map<std::pair<std::string, std::string>, std::string> NotesOf(const api::v1::GetSeriesResponse& series) {
  std::map<std::pair<std::string, std::string>, std::string> notes;
  for (const auto& note : series.notes()) {
    std::string& codes = notes[{note.unit_name(), note.period()}];
    if (codes.find(note.code()) == std::string::npos) codes += (codes.empty() ? "" : " ") + note.code();
  }
  return notes;
}

}  // namespace

Result<Table> MeasureTable(store::TenantStore& store, const model::v1::Export& stated, int64_t time_us, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const model::UnitTree units, configuration::LoadUnitTree(store));
  HELHET_ASSIGN_OR_RETURN(const auto measures, MeasuresOf(store, stated));
  const std::string day = model::LocalDay(time_us);
  std::vector<std::string> unit_ids(stated.unit_ids().begin(), stated.unit_ids().end());
  for (const model::v1::Unit& unit : units.units()) {
    const bool is_of_today = (unit.valid_from().empty() || unit.valid_from() <= day) && (unit.valid_to().empty() || day <= unit.valid_to());
    if (stated.unit_ids().empty() && is_of_today) unit_ids.push_back(unit.unit_id());
  }
  Table table{kColumns, {}};
  for (const model::v1::Measure& measure : measures) {
    HELHET_ASSIGN_OR_RETURN(api::v1::GetSeriesRequest request, Request(measure, stated, day));
    request.mutable_unit_ids()->Add(unit_ids.begin(), unit_ids.end());
    HELHET_ASSIGN_OR_RETURN(const auto series, measure::AnswerSeries(store, units, request, now_us));
    const auto notes = NotesOf(series);
    for (const model::v1::Observation& figure : series.observations()) {
      const model::v1::Unit* const unit = units.Find(figure.unit_id());
      const std::string unit_name = unit == nullptr ? "" : unit->name();
      std::string codes;
      for (const auto& key : {std::pair(unit_name, figure.period()), std::pair(std::string(), figure.period()), std::pair(unit_name, std::string())}) {
        if (const auto found = notes.find(key); found != notes.end()) codes += (codes.empty() ? "" : " ") + found->second;
      }
      table.rows.push_back({measure.measure_id(), measure.title(), measure.measurement_unit(), figure.unit_id(), unit_name, figure.period(),
                            figure.has_value() ? Cell(figure.value()) : Cell(), std::string(figure.has_value() ? "measured" : "not_measured"), codes,
                            int64_t{figure.waiting_count()}, int64_t{figure.definition_version()}, figure.computed_at(), measure.caveat()});
    }
    HELHET_RETURN_IF_ERROR(CheckRows(table, stated.export_id()));
  }
  return table;
}

}  // namespace helhet::exports
