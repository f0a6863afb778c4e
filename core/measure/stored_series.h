// Everything a series reads from the store before it puts figures together.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/period.h"
#include "core/store/tenant_store.h"

namespace helhet::measure {

// A stored cell that has facts.
struct ShownCell {
  int64_t revision = 0;
  TermValues values;
  int64_t other_currency_count = 0;
  int64_t computed_us = 0;
};

// The cells of a measure's current generation.
struct StoredSeries {
  std::shared_ptr<const Definition> definition;
  int64_t definition_version = 0;  // 0 when no generation is complete
  bool is_rebuilding = false;
  std::map<std::string, std::map<std::string, ShownCell>> cells;  // by unit, then period
  // Facts of the measure's kinds that wait for a unit, by month.
  std::map<std::string, int64_t> waiting;
  // Of a definition that stands: the day on which its facts are looked at in the running period, and those that wait for
  // a unit, by the first and last day on which they hold.
  std::string today;
  std::map<std::pair<std::string, std::string>, int64_t> waiting_standing;

  // Facts that wait in a period; of what stands, those that hold on its day.
  int64_t WaitingIn(const CalendarPeriod& period) const;
};

// Cells of the years `first_year` to `last_year`, texts of four digits. NOT_FOUND when there is no such
// measure.
Result<StoredSeries> ReadStoredSeries(store::TenantStore& store, const std::string& measure_id, const std::string& first_year,
                                      const std::string& last_year);

}  // namespace helhet::measure
