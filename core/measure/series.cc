#include "core/measure/series.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "core/measure/limits.h"
#include "core/measure/stored_series.h"
#include "core/measure/term_sql.h"

namespace helhet::measure {
namespace {

using model::UnitTree;
using store::TenantStore;

// A cell together with where it stands.
struct PlacedCell {
  std::string unit_id;
  std::string period;
  const ShownCell* cell;
};

// Puts together the figures of one unit.
class UnitFigures {
 public:
  UnitFigures(TenantStore& store, const UnitTree& tree, const SeriesQuery& query, const StoredSeries& stored, std::string unit_id)
      : store_(store), tree_(tree), query_(query), stored_(stored), definition_(*stored.definition), unit_id_(std::move(unit_id)),
        within_(tree.Within(unit_id_, query.organisation)) {}

  Result<Figure> At(const CalendarPeriod& period) {
    HELHET_ASSIGN_OR_RETURN(const auto own_periods, period.Split(definition_.grain()));
    Figure figure;
    Describe(period, figure);
    figure.periods = static_cast<int>(own_periods.size());
    std::vector<PlacedCell> cells;
    for (const CalendarPeriod& own : own_periods) {
      const std::vector<PlacedCell> here = CellsIn(own.Text());
      if (here.empty()) continue;
      ++figure.measured_periods;
      figure.read_at = definition_.is_stock() ? own.Text() : period.Text();
      if (definition_.is_stock()) NoteMissing(cells, here, own, figure);
      if (definition_.is_stock()) cells.clear();
      cells.insert(cells.end(), here.begin(), here.end());
    }
    NoteOrganisation(cells, figure);
    if (cells.empty()) return figure;
    if (definition_.is_as_seen()) figure.is_past_as_seen = CalendarPeriod::Parse(figure.read_at)->LastDay() < stored_.today;
    HELHET_RETURN_IF_ERROR(FillIn(cells, figure));
    return figure;
  }

 private:
  void Describe(const CalendarPeriod& period, Figure& figure) const {
    figure.observation.set_measure_id(query_.measure_id);
    figure.observation.set_unit_id(unit_id_);
    figure.observation.set_period(period.Text());
    figure.observation.set_definition_version(static_cast<int32_t>(stored_.definition_version));
    figure.observation.set_waiting_count(stored_.WaitingIn(period));
  }

  std::vector<PlacedCell> CellsIn(const std::string& period) const {
    std::vector<PlacedCell> cells;
    for (const std::string& unit_id : within_) {
      const auto unit = stored_.cells.find(unit_id);
      if (unit == stored_.cells.end()) continue;
      const auto cell = unit->second.find(period);
      if (cell != unit->second.end()) cells.push_back({unit_id, period, &cell->second});
    }
    return cells;
  }

  // Units that were part of the stock before, still exist, and have no figure now: the stock is too low.
  // What was noted of an earlier period no longer matters.
  void NoteMissing(const std::vector<PlacedCell>& before, const std::vector<PlacedCell>& now, const CalendarPeriod& period,
                   Figure& figure) const {
    std::vector<Note> missing;
    const auto note = [&](const std::string& unit_id, const std::string& last_period) {
      const model::v1::Unit* unit = tree_.Find(unit_id);
      const bool has_figure = std::any_of(now.begin(), now.end(), [&](const PlacedCell& cell) { return cell.unit_id == unit_id; });
      if (!has_figure && (unit->valid_to().empty() || unit->valid_to() >= period.FirstDay())) {
        missing.push_back({NoteKind::kUnitMissing, unit_id, last_period, ""});
      }
    };
    for (const Note& earlier : figure.notes) note(earlier.unit_id, earlier.period);
    for (const PlacedCell& cell : before) note(cell.unit_id, cell.period);
    figure.notes = std::move(missing);
  }

  void NoteOrganisation(const std::vector<PlacedCell>& cells, Figure& figure) const {
    if (query_.organisation != model::Organisation::kAsToday) return;
    for (const std::string& split : tree_.SplitWithin(unit_id_, query_.organisation)) {
      const bool has_figure = std::any_of(cells.begin(), cells.end(), [&](const PlacedCell& cell) { return cell.unit_id == split; });
      if (has_figure) figure.notes.push_back({NoteKind::kSplit, split, "", ""});
    }
    const std::string current = tree_.Current(unit_id_);
    if (current != unit_id_) figure.notes.push_back({NoteKind::kMoved, current, "", ""});
  }

  Status FillIn(const std::vector<PlacedCell>& cells, Figure& figure) const {
    int64_t computed_us = 0;
    int64_t other_currency_count = 0;
    for (const PlacedCell& cell : cells) {
      computed_us = std::max(computed_us, cell.cell->computed_us);
      other_currency_count += cell.cell->other_currency_count;
    }
    const PlacedCell& first = cells.front();
    const bool is_own = cells.size() == 1 && first.unit_id == unit_id_ && first.period == figure.observation.period();
    TermValues values;
    if (cells.size() == 1) {
      values = first.cell->values;
    } else if (definition_.has_distinct()) {
      HELHET_ASSIGN_OR_RETURN(const CalendarPeriod read_at, CalendarPeriod::Parse(figure.read_at));
      HELHET_ASSIGN_OR_RETURN(CellTerms anew, ComputeOver(store_, definition_, within_, read_at, stored_.today));
      values = std::move(anew.values);
      other_currency_count = anew.other_currency_count;
      NoteUnknown(values, anew.overflowed, figure);
    } else {
      std::vector<Part> parts;
      for (const PlacedCell& cell : cells) parts.push_back({cell.unit_id, cell.period, &cell.cell->values});
      values = RollUp(definition_, parts, figure.notes);
    }
    model::v1::Observation& observation = figure.observation;
    observation.set_revision(is_own ? static_cast<int32_t>(first.cell->revision) : 0);
    observation.set_other_currency_count(other_currency_count);
    observation.set_computed_at(google::protobuf::util::TimeUtil::ToString(google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(computed_us)));
    for (size_t i = 0; i < values.size(); ++i) {
      model::v1::TermValue& term = *observation.add_terms();
      term.set_name(definition_.terms()[i].name);
      if (values[i]) term.set_value(*values[i]);
    }
    if (const auto value = definition_.Evaluate(values)) observation.set_value(*value);
    return OkStatus();
  }

  void NoteUnknown(const TermValues& values, const std::vector<size_t>& overflowed, Figure& figure) const {
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i] || definition_.terms()[i].aggregate != model::v1::AGGREGATE_SUM) continue;
      const bool overflow = std::find(overflowed.begin(), overflowed.end(), i) != overflowed.end();
      figure.notes.push_back({overflow ? NoteKind::kOverflow : NoteKind::kUnknownTerm, "", "", definition_.terms()[i].name});
    }
  }

  TenantStore& store_;
  const UnitTree& tree_;
  const SeriesQuery& query_;
  const StoredSeries& stored_;
  const Definition& definition_;
  const std::string unit_id_;
  const std::vector<std::string> within_;
};

Result<std::vector<CalendarPeriod>> ReadPeriods(const std::vector<std::string>& texts) {
  std::vector<CalendarPeriod> periods;
  for (const std::string& text : texts) {
    HELHET_ASSIGN_OR_RETURN(const CalendarPeriod period, CalendarPeriod::Parse(text));
    periods.push_back(period);
  }
  return periods;
}

}  // namespace

Result<Series> ReadSeries(TenantStore& store, const UnitTree& tree, const SeriesQuery& query) {
  if (query.periods.size() > limits::kFigures || query.unit_ids.size() * query.periods.size() > limits::kFigures) {
    return ResourceExhausted("measure '" + query.measure_id + "': the question is for more than " + std::to_string(limits::kFigures) + " figures")
        .WithReason("too_many_figures").WithRemedy("ask for fewer units or periods at a time");
  }
  HELHET_ASSIGN_OR_RETURN(const auto periods, ReadPeriods(query.periods));
  std::string first_year = "9999";
  std::string last_year = "0000";
  for (const CalendarPeriod& period : periods) {
    first_year = std::min(first_year, period.Text().substr(0, 4));
    last_year = std::max(last_year, period.Text().substr(0, 4));
  }
  HELHET_ASSIGN_OR_RETURN(const StoredSeries stored, ReadStoredSeries(store, query.measure_id, first_year, last_year));
  Series series{stored.definition->measure(), stored.is_rebuilding, stored.today, {}};
  for (const std::string& unit_id : query.unit_ids) {
    if (tree.Find(unit_id) == nullptr) return NotFound("unit '" + unit_id + "': there is none").WithReason("unit_not_found");
    UnitFigures unit(store, tree, query, stored, unit_id);
    for (const CalendarPeriod& period : periods) {
      HELHET_ASSIGN_OR_RETURN(Figure figure, unit.At(period));
      series.figures.push_back(std::move(figure));
    }
  }
  return series;
}

}  // namespace helhet::measure
