#include "core/measure/standing.h"

#include <algorithm>

#include "core/measure/limits.h"
#include "core/model/calendar.h"

namespace helhet::measure {
namespace {

using model::FactField;
using model::FactTable;

Status Refuse(const std::string& setting, const std::string& why, const std::string& remedy) {
  return InvalidArgument(why).WithSetting("standing" + setting).WithRemedy(remedy);
}

Result<const FactField*> DayField(const std::string& name, const std::string& setting, const FactTable& table) {
  const FactField* field = table.Find(name);
  if (field != nullptr && field->is_day()) return field;
  return Refuse(setting, "'" + name + "' is no date of " + table.name, "use one of " + DayFieldNames(table));
}

}  // namespace

Result<Standing> ReadStanding(const model::v1::Standing& stated, const FactTable& table) {
  if (table.is_line()) {
    return Refuse("", "lines do not stand by themselves", "count facts of kind " + table.parent + ", or remove the standing");
  }
  if (stated.from_field().empty()) {
    return Refuse(".from_field", "nothing says from which day the facts hold", "use one of " + DayFieldNames(table));
  }
  Standing standing;
  standing.as_seen = stated.as_seen();
  HELHET_ASSIGN_OR_RETURN(standing.from, DayField(stated.from_field(), ".from_field", table));
  if (!stated.until_field().empty()) {
    HELHET_ASSIGN_OR_RETURN(standing.until, DayField(stated.until_field(), ".until_field", table));
  }
  return standing;
}

std::string DayFieldNames(const FactTable& table) {
  std::string names;
  for (const FactField& field : table.fields) {
    if (field.is_day()) names += (names.empty() ? "" : ", ") + field.name;
  }
  return names.empty() ? "none" : names;
}

std::string DayOf(const CalendarPeriod& period, const std::string& today) { return std::min(period.LastDay(), today); }

CalendarPeriod FirstStandingMonth(const std::string& from) {
  const CalendarPeriod first = *CalendarPeriod::Parse(std::to_string(limits::kFirstStandingYear) + "-01");
  const auto month = CalendarPeriod::Parse(from.substr(0, 7));
  // What is no month may come before any day, as texts do.
  if (!month.ok() || month->length() != model::v1::PERIOD_MONTH) return first;
  return std::max(first, *month);
}

}  // namespace helhet::measure
