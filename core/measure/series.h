// Figures of a measure for units and periods of any length.
#pragma once

#include <string>
#include <vector>

#include "core/measure/rollup.h"
#include "core/model/unit_tree.h"
#include "core/store/tenant_store.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::measure {

struct SeriesQuery {
  std::string measure_id;
  std::vector<std::string> unit_ids;
  std::vector<std::string> periods;  // as CalendarPeriod writes them
  model::Organisation organisation = model::Organisation::kAsItWas;
};

// One figure. Its observation has revision 0 when it is put together from several cells, and no value and
// no terms when nothing was measured.
struct Figure {
  model::v1::Observation observation;
  // A stock is read at its last measured period within the one asked for: a year's at 2023-12. Empty when
  // nothing was measured; the period asked for when the measure is a flow.
  std::string read_at;
  // How many of the measure's own periods the period has, and in how many there were any facts.
  int periods = 0;
  int measured_periods = 0;
  std::vector<Note> notes;
  // The facts behind it are not known any more: it is of a period that has passed, as it was last seen.
  bool is_past_as_seen = false;
};

struct Series {
  model::v1::Measure measure;  // under the version that shows; while there is none, under the one being built
  bool is_rebuilding = false;  // another version is being computed
  std::string today;           // the day on which standing facts are looked at in the running period
  std::vector<Figure> figures;  // unit by unit, each in the order of the periods
};

// Units hold the figures of the units below them too. A flow adds up its periods, a stock is read at the
// last. Where a term counts distinct values, a figure of several cells is computed anew from the facts.
//
// NOT_FOUND for a measure or unit that does not exist, INVALID_ARGUMENT for what is no period,
// FAILED_PRECONDITION for a period that is not made up of the measure's own, RESOURCE_EXHAUSTED above
// limits::kFigures.
Result<Series> ReadSeries(store::TenantStore& store, const model::UnitTree& tree, const SeriesQuery& query);

}  // namespace helhet::measure
