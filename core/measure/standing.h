// What it means that facts stand: they hold from one day to another, and are looked at on a day (proto/README.md).
#pragma once

#include <string>

#include "core/measure/period.h"
#include "core/model/fact_schema.h"
#include "helhet/model/v1/measure.pb.h"
#include "helhet/status.h"

namespace helhet::measure {

// The days between which facts of a kind hold.
struct Standing {
  const model::FactField* from = nullptr;
  const model::FactField* until = nullptr;  // null: without end
  bool as_seen = false;
  bool operator==(const Standing&) const = default;
};

// INVALID_ARGUMENT says what does not fit, with the setting within the term (`standing.from_field`) and what to do.
Result<Standing> ReadStanding(const model::v1::Standing& stated, const model::FactTable& table);

// Names of the fields of a table that hold days; `none` where there are none.
std::string DayFieldNames(const model::FactTable& table);

// The day on which facts are looked at for a period: its last, or `today` while it runs. Both are YYYY-MM-DD.
std::string DayOf(const CalendarPeriod& period, const std::string& today);

// The month with which the cells of facts begin that hold from a day, `2019-05-01` or what a source wrote in its place.
CalendarPeriod FirstStandingMonth(const std::string& from);

}  // namespace helhet::measure
