#include <optional>
#include <set>

#include "core/measure/answers.h"
#include "core/measure/period.h"
#include "core/measure/statistic_sources.h"
#include "core/model/calendar.h"

namespace helhet::measure {
namespace {

using api::v1::SeriesNote;
using model::UnitTree;
using store::AsText;
using store::Row;
using store::TenantStore;

// The top units and those right below them.
std::vector<std::string> TopUnits(const UnitTree& tree, const std::string& today) {
  std::vector<std::string> units;
  for (const std::string& top : tree.Children("", today)) {
    units.push_back(top);
    for (std::string& below : tree.Children(top, today)) units.push_back(std::move(below));
  }
  return units;
}

// The first and last of the measure's own periods that have a figure.
struct Span {
  CalendarPeriod first;
  CalendarPeriod last;
};

Result<std::optional<Span>> MeasuredSpan(TenantStore& store, const std::string& measure_id) {
  HELHET_ASSIGN_OR_RETURN(const Row row, store.QueryOne(
      "SELECT min(c.period), max(c.period) FROM cell c JOIN measure_state s ON s.municipality_id = c.municipality_id "
      "AND s.measure_id = c.measure_id AND s.generation = c.generation "
      "WHERE c.municipality_id = $1 AND c.measure_id = $2 AND c.terms <> '[]'", {measure_id}));
  if (store::IsNull(row[0])) return std::optional<Span>();
  HELHET_ASSIGN_OR_RETURN(const CalendarPeriod first, CalendarPeriod::Parse(AsText(row[0])));
  HELHET_ASSIGN_OR_RETURN(const CalendarPeriod last, CalendarPeriod::Parse(AsText(row[1])));
  return std::optional<Span>(Span{first, last});
}

Result<CalendarPeriod> ReadBound(const std::string& text, const char* setting, model::v1::Period grain) {
  HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(text));
  if (period.length() == grain) return period;
  return InvalidArgument(std::string(setting) + ": " + text + " is no " + std::string(LengthName(grain)))
      .WithReason("period_length").WithSetting(setting).WithClass(ErrorClass::kConfiguration);
}

// The periods asked for, the ends of `span` where the request leaves them open; none when nothing was measured.
Result<std::vector<std::string>> PeriodsOf(const api::v1::GetSeriesRequest& request, model::v1::Period grain, const std::optional<Span>& span) {
  std::optional<CalendarPeriod> from, to;
  if (span) from = CalendarPeriod::Around(span->first.FirstMonth(), grain);
  if (span) to = CalendarPeriod::Around(span->last.LastMonth(), grain);
  if (!request.from_period().empty()) {
    HELHET_ASSIGN_OR_RETURN(from, ReadBound(request.from_period(), "from_period", grain));
  }
  if (!request.to_period().empty()) {
    HELHET_ASSIGN_OR_RETURN(to, ReadBound(request.to_period(), "to_period", grain));
  }
  std::vector<std::string> periods;
  if (!from || !to) return periods;
  if (*to < *from && !request.from_period().empty() && !request.to_period().empty()) {
    return InvalidArgument("to_period: " + to->Text() + " is before " + from->Text()).WithReason("period_order").WithSetting("to_period")
        .WithClass(ErrorClass::kConfiguration);
  }
  for (CalendarPeriod period = *from; period <= *to; period = period.Next()) periods.push_back(period.Text());
  return periods;
}

const char* CodeOf(NoteKind kind) {
  switch (kind) {
    case NoteKind::kUnknownTerm: return "unknown_term";
    case NoteKind::kOverflow: return "overflow";
    case NoteKind::kUnitMissing: return "unit_missing";
    case NoteKind::kSplit: return "unit_split";
    case NoteKind::kMoved: return "unit_moved";
  }
  return "";
}

// What belongs to the code, and no more: a note that says the same is told once.
SeriesNote ToProto(const Note& note, const UnitTree& tree) {
  SeriesNote told;
  told.set_code(CodeOf(note.kind));
  const bool of_term = note.kind == NoteKind::kUnknownTerm || note.kind == NoteKind::kOverflow;
  if (of_term) {
    told.set_term(note.term);
    return told;
  }
  const auto* unit = tree.Find(note.unit_id);
  told.set_unit_name(unit == nullptr ? note.unit_id : unit->name());
  if (note.kind == NoteKind::kUnitMissing) told.set_period(note.period);
  return told;
}

// Each once, in the order in which the figures bring them.
void AddNotes(const Series& series, const UnitTree& tree, const std::optional<Span>& span, api::v1::GetSeriesResponse& response) {
  std::set<std::string> told;
  const auto add = [&](const SeriesNote& note) {
    if (told.insert(note.SerializeAsString()).second) *response.add_notes() = note;
  };
  SeriesNote note;
  note.set_code("rebuilding");
  if (series.is_rebuilding) add(note);
  std::map<std::string, int64_t> waiting;  // by period: the same for all units
  for (const Figure& figure : series.figures) {
    waiting[figure.observation.period()] = figure.observation.waiting_count();
    for (const Note& one : figure.notes) add(ToProto(one, tree));
  }
  note.set_code("facts_waiting");
  for (const auto& [period, count] : waiting) note.set_count(note.count() + count);
  if (note.count() > 0) add(note);
  if (!span || series.figures.empty()) return;
  note.Clear();
  note.set_code("period_incomplete");
  note.set_period(series.figures.back().observation.period());
  note.set_last_period(span->last.Text());
  const auto period = CalendarPeriod::Parse(note.period());
  if (period.ok() && period->Contains(span->last) && period->LastMonth() != span->last.LastMonth()) add(note);
}

}  // namespace

Result<api::v1::GetSeriesResponse> AnswerSeries(TenantStore& store, const UnitTree& tree, const api::v1::GetSeriesRequest& request,
                                                int64_t now_us) {
  SeriesQuery query;
  query.measure_id = request.measure_id();
  query.organisation = request.as_organised_today() ? model::Organisation::kAsToday : model::Organisation::kAsItWas;
  // Without units and periods: what measure is meant, and whether there is one.
  HELHET_ASSIGN_OR_RETURN(const Series bare, ReadSeries(store, tree, query));
  const model::v1::Period own_grain = bare.measure.grain() == model::v1::PERIOD_UNSPECIFIED ? model::v1::PERIOD_MONTH : bare.measure.grain();
  const model::v1::Period grain = request.grain() == model::v1::PERIOD_UNSPECIFIED ? own_grain : request.grain();
  query.unit_ids = {request.unit_ids().begin(), request.unit_ids().end()};
  if (query.unit_ids.empty()) query.unit_ids = TopUnits(tree, model::LocalDay(now_us));
  HELHET_ASSIGN_OR_RETURN(const std::optional<Span> span, MeasuredSpan(store, query.measure_id));
  HELHET_ASSIGN_OR_RETURN(query.periods, PeriodsOf(request, grain, span));

  HELHET_ASSIGN_OR_RETURN(const Series series, ReadSeries(store, tree, query));
  api::v1::GetSeriesResponse response;
  *response.mutable_measure() = series.measure;
  for (const Figure& figure : series.figures) *response.add_observations() = figure.observation;
  AddNotes(series, tree, span, response);
  HELHET_ASSIGN_OR_RETURN(auto sources, LoadStatisticSources(store, tree, series.measure, query));
  for (auto& source : sources) *response.add_sources() = std::move(source);
  return response;
}

}  // namespace helhet::measure
