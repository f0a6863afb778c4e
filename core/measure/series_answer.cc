#include <optional>
#include <set>

#include "core/measure/answers.h"
#include "core/measure/period.h"
#include "core/model/local_day.h"

namespace helhet::measure {
namespace {

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

std::string TextOf(const Note& note, const UnitTree& tree) {
  const auto* unit = tree.Find(note.unit_id);
  const std::string name = unit == nullptr ? note.unit_id : unit->name();
  switch (note.kind) {
    case NoteKind::kUnknownTerm: return "«" + note.term + "» er ukjent for en del av tallene, og da også for summen";
    case NoteKind::kOverflow: return "«" + note.term + "» blir for stort til å summeres";
    case NoteKind::kUnitMissing: return name + " har ikke tall ved utgangen av " + note.period;
    case NoteKind::kSplit: return name + " er delt; tallene kan ikke fordeles og står under den gamle enheten";
    case NoteKind::kMoved: return "tallene for en enhet som er slått sammen eller har fått nytt navn, står under " + name;
  }
  return "";
}

// Each once, in the order in which the figures bring them.
void AddNotes(const Series& series, const UnitTree& tree, const std::optional<Span>& span, api::v1::GetSeriesResponse& response) {
  std::set<std::string> told;
  const auto add = [&](const std::string& note) {
    if (told.insert(note).second) response.add_notes(note);
  };
  if (series.is_rebuilding) add("måltallet regnes på nytt etter en endret definisjon; tallene er etter den forrige");
  std::map<std::string, int64_t> waiting;  // by period: the same for all units
  for (const Figure& figure : series.figures) {
    waiting[figure.observation.period()] = figure.observation.waiting_count();
    for (const Note& note : figure.notes) add(TextOf(note, tree));
  }
  int64_t waiting_facts = 0;
  for (const auto& [period, count] : waiting) waiting_facts += count;
  if (waiting_facts > 0) add(std::to_string(waiting_facts) + " bilag venter på en enhet og er ikke med i tallene");
  if (!span || series.figures.empty()) return;
  const std::string& last = series.figures.back().observation.period();
  const auto period = CalendarPeriod::Parse(last);
  if (period.ok() && period->Contains(span->last) && period->LastMonth() != span->last.LastMonth()) {
    add(last + ": tallene går til og med " + span->last.Text());
  }
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
  return response;
}

}  // namespace helhet::measure
