// Figures computed the simple way, to compare the hub's with: loops over facts in memory, read by
// reflection. It shares the filter's parser with the hub, and nothing else of measures.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/measure/definition.h"
#include "core/measure/period.h"
#include "core/measure/testing/fact_book.h"

namespace helhet::measure {

struct NaiveFigure {
  bool measured = false;
  std::string read_at;
  int measured_periods = 0;
  std::vector<std::optional<int64_t>> terms;
  int64_t other_currency_count = 0;
  int64_t waiting_count = 0;
};

// The figure of some units together, on the day `today`: facts that stand are looked at then while the period runs.
NaiveFigure ComputeNaively(const std::vector<BookedFact>& facts, const model::v1::Measure& measure,
                           const std::vector<std::string>& unit_ids, const CalendarPeriod& period, const std::string& today);

}  // namespace helhet::measure
