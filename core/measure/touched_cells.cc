#include "core/measure/touched_cells.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/measure/limits.h"
#include "core/model/calendar.h"

namespace helhet::measure {
namespace {

CalendarPeriod MonthOfDay(const std::string& day) { return *CalendarPeriod::Parse(day.substr(0, 7)); }

// The first month that is old by a mark, for a definition that stands.
CalendarPeriod FirstOld(const Mark& mark, const Definition& definition, const std::string& today) {
  if (definition.is_as_seen()) return MonthOfDay(today);
  // The day has changed since then.
  if (model::IsDate(mark.month)) return FirstStandingMonth(mark.month);
  const model::FactTable& kind = *model::FindFactTable(mark.kind);
  // Marks have the month of the field that dates the kind: of another nothing is known.
  const bool tells_begin = definition.StandingOf(kind).from->name == model::DateField(mark.kind);
  return FirstStandingMonth(tells_begin ? mark.month : "");
}

}  // namespace

std::vector<CellKey> CellsAt(const std::vector<Place>& places, const Definition& definition, const std::string& today, const Place* built_to) {
  std::set<CellKey> cells;
  for (const Place& place : places) {
    const auto month = CalendarPeriod::Parse(place.month);
    // Facts without a unit or a date that can be read lie in no cell.
    if (place.unit_id.empty() || !month.ok() || month->length() != model::v1::PERIOD_MONTH) continue;
    const CalendarPeriod period = CalendarPeriod::Around(*month, definition.grain());
    if (definition.is_as_seen() && !period.Contains(MonthOfDay(today))) continue;
    // By the period's first month: the builder computed the whole cell when it met any month of it.
    if (built_to != nullptr && Place{place.unit_id, period.FirstMonth().Text()} > *built_to) continue;
    cells.insert({place.unit_id, period.Text()});
  }
  return {cells.begin(), cells.end()};
}

std::vector<CellKey> CellsTouched(const std::vector<Mark>& marks, const Definition& definition, const std::string& today, const Place* built_to) {
  std::set<Place> places;
  std::map<std::string, CalendarPeriod> since;  // by unit, of what stands
  for (const Mark& mark : marks) {
    if (!definition.UsesKind(mark.kind)) continue;
    if (!definition.is_standing()) {
      places.insert({mark.unit_id, mark.month});
      continue;
    }
    const CalendarPeriod first = FirstOld(mark, definition, today);
    const auto [unit, is_new] = since.emplace(mark.unit_id, first);
    if (!is_new) unit->second = std::min(unit->second, first);
  }
  for (const auto& [unit_id, first] : since) {
    for (CalendarPeriod month = first; month <= MonthOfDay(today); month = month.Next()) places.insert({unit_id, month.Text()});
  }
  return CellsAt({places.begin(), places.end()}, definition, today, built_to);
}

size_t MarksThatFit(const std::vector<Mark>& marks, const std::vector<std::shared_ptr<const Definition>>& definitions, const std::string& today) {
  std::set<CellKey> cells;
  for (size_t begin = 0; begin < marks.size();) {
    size_t end = begin;
    while (end < marks.size() && marks[end].kind == marks[begin].kind && marks[end].unit_id == marks[begin].unit_id) ++end;
    for (const auto& definition : definitions) {
      if (!definition->is_standing()) continue;  // one cell for each mark
      const auto touched = CellsTouched({marks.begin() + static_cast<ptrdiff_t>(begin), marks.begin() + static_cast<ptrdiff_t>(end)}, *definition, today, nullptr);
      cells.insert(touched.begin(), touched.end());
    }
    if (cells.size() > limits::kChunkCells && begin > 0) return begin;
    begin = end;
  }
  return marks.size();
}

}  // namespace helhet::measure
