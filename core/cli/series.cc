#include "core/cli/series.h"

#include <algorithm>
#include <set>
#include <vector>

#include "core/cli/display_width.h"
#include "core/cli/figures.h"
#include "core/cli/municipalities.h"
#include "core/cli/number_format.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_measure.h"

namespace helhet::cli {
namespace {

using model::v1::Observation;

// Periods side by side: more do not fit in 80 columns.
constexpr size_t kPeriodColumns = 5;

// The answer, sorted for printing.
struct Figures {
  std::vector<std::string> units;    // with a figure, in the answer's order
  std::vector<std::string> without;  // those that have none
  std::vector<std::string> periods;  // those shown
  size_t left_out = 0;               // earlier periods
  std::map<std::pair<std::string, std::string>, const Observation*> by_place;
};

Figures Sort(const api::v1::GetSeriesResponse& series, bool all_periods) {
  Figures figures;
  std::set<std::string> periods;
  std::vector<std::string> units;
  for (const Observation& one : series.observations()) {
    periods.insert(one.period());
    if (std::find(units.begin(), units.end(), one.unit_id()) == units.end()) units.push_back(one.unit_id());
    figures.by_place[{one.unit_id(), one.period()}] = &one;
  }
  figures.periods.assign(periods.begin(), periods.end());
  if (!all_periods && figures.periods.size() > kPeriodColumns) figures.left_out = figures.periods.size() - kPeriodColumns;
  figures.periods.erase(figures.periods.begin(), figures.periods.begin() + static_cast<std::ptrdiff_t>(figures.left_out));
  for (const std::string& unit : units) {
    const bool is_measured = std::any_of(figures.periods.begin(), figures.periods.end(), [&](const std::string& period) {
      const auto figure = figures.by_place.find({unit, period});
      return figure != figures.by_place.end() && figure->second->has_value();
    });
    (is_measured ? figures.units : figures.without).push_back(unit);
  }
  return figures;
}

// The terms that have something in them in a period, of any unit: `Historikk`.
std::string TermsOf(const Figures& figures, const model::v1::Measure& measure, const std::string& period, Language language) {
  std::vector<std::string> names;
  for (const std::string& unit : figures.units) {
    const auto figure = figures.by_place.find({unit, period});
    if (figure == figures.by_place.end()) continue;
    for (const auto& term : figure->second->terms()) {
      const bool is_known = std::find(names.begin(), names.end(), term.name()) != names.end();
      if (term.has_value() && term.value() != 0 && !is_known) names.push_back(term.name());
    }
  }
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : " + ") + TermTitle(measure, name, language);
  return all;
}

// `Historikk 2020–2025, Framskriving 2026–2030`; empty when all periods rest on the same terms.
std::string Foundations(const Figures& figures, const model::v1::Measure& measure, Language language) {
  struct Span {
    std::string terms, first, last;
  };
  std::vector<Span> spans;
  for (const std::string& period : figures.periods) {
    const std::string terms = TermsOf(figures, measure, period, language);
    if (terms.empty()) continue;
    if (spans.empty() || spans.back().terms != terms) spans.push_back({terms, period, period});
    spans.back().last = period;
  }
  if (spans.size() < 2) return "";
  std::string text;
  for (const Span& span : spans) text += (text.empty() ? "" : ", ") + span.terms + " " + span.first + (span.last == span.first ? "" : "–" + span.last);
  return text;
}

Table PeriodsAcross(const Session& session, const Figures& figures, const model::v1::Measure& measure, const std::map<std::string, std::string>& names,
                    size_t begin, size_t end) {
  std::vector<Column> columns = {{"unit", session.Say(text::kUnit), Align::kLeft, true}};
  for (size_t i = begin; i < end; ++i) columns.push_back({figures.periods[i], figures.periods[i], Align::kRight});
  Table table(std::move(columns));
  for (const std::string& unit : figures.units) {
    std::vector<Cell> row = {NameOr(names, unit)};
    for (size_t i = begin; i < end; ++i) {
      const auto figure = figures.by_place.find({unit, figures.periods[i]});
      row.push_back(figure == figures.by_place.end() ? Cell() : FigureCell(*figure->second, measure, session.language()));
    }
    table.Add(std::move(row));
  }
  return table;
}

void PrintWrapped(Session& session, const std::string& text) {
  for (const std::string& line : Wrap(Printable(text), session.around().width)) session.out() << line << "\n";
}

}  // namespace

std::string NoteText(const api::v1::SeriesNote& note, const model::v1::Measure& measure, Language language) {
  const std::string term = TermTitle(measure, note.term(), language);
  if (note.code() == "rebuilding") return Say(language, text::kNoteRebuilding);
  if (note.code() == "unknown_term") return Say(language, text::kNoteUnknownTerm, term);
  if (note.code() == "overflow") return Say(language, text::kNoteOverflow, term);
  if (note.code() == "unit_missing") return Say(language, text::kNoteUnitMissing, note.unit_name(), note.period());
  if (note.code() == "unit_split") return Say(language, text::kNoteUnitSplit, note.unit_name());
  if (note.code() == "unit_moved") return Say(language, text::kNoteUnitMoved, note.unit_name());
  if (note.code() == "facts_waiting") return Say(language, text::kLeftOutWaiting, FormatCount(note.count(), language));
  if (note.code() == "period_incomplete") return Say(language, text::kNoteIncomplete, note.period(), note.last_period());
  return note.code();
}

void PrintSeries(Session& session, const api::v1::GetSeriesResponse& series, const std::map<std::string, std::string>& names, bool all_periods) {
  const Figures figures = Sort(series, all_periods);
  for (size_t begin = 0; begin < figures.periods.size() && !figures.units.empty(); begin += kPeriodColumns) {
    const size_t end = std::min(begin + kPeriodColumns, figures.periods.size());
    session.out() << "\n";
    PeriodsAcross(session, figures, series.measure(), names, begin, end).Print(session.out(), session.around().width, 0, session.paint());
  }
  session.out() << "\n";
  std::string without;
  for (const std::string& unit : figures.without) without += (without.empty() ? "" : ", ") + NameOr(names, unit);
  if (!without.empty()) PrintWrapped(session, session.Say(text::kUnitsNotMeasured, without));
  if (const std::string foundations = Foundations(figures, series.measure(), session.language()); !foundations.empty()) PrintWrapped(session, session.Say(text::kRestsOn, foundations));
  for (const auto& source : series.sources()) PrintWrapped(session, SourceText(source, series.measure(), session.language()));
  if (figures.left_out > 0) PrintWrapped(session, session.Say(text::kEarlierPeriods, figures.left_out));
}

}  // namespace helhet::cli
