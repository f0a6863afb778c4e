#include "core/measure/latest_period.h"

#include "core/measure/period.h"
#include "core/model/calendar.h"

namespace helhet::measure {
namespace {

// The last of the measure's own periods that has facts, not later than today. Empty when there is none.
Result<std::string> LastMeasured(store::TenantStore& store, const model::v1::Measure& measure, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const auto now, CalendarPeriod::Parse(model::LocalDay(now_us).substr(0, 7)));
  HELHET_ASSIGN_OR_RETURN(const store::Row row, store.QueryOne(
      "SELECT max(c.period) FROM cell c JOIN measure_state s ON s.municipality_id = c.municipality_id AND s.measure_id = c.measure_id "
      "AND s.generation = c.generation WHERE c.municipality_id = $1 AND c.measure_id = $2 AND c.terms <> '[]' AND c.period <= $3 "
      "AND length(c.period) = length($3)",
      {measure.measure_id(), CalendarPeriod::Around(now, measure.grain()).Text()}));
  return store::IsNull(row[0]) ? std::string() : store::AsText(row[0]);
}

}  // namespace

Result<std::string> LatestPeriod(store::TenantStore& store, const model::v1::Measure& measure, const std::string& like, int64_t now_us) {
  HELHET_ASSIGN_OR_RETURN(const std::string last, LastMeasured(store, measure, now_us));
  if (last.empty() || like.empty()) return last;
  HELHET_ASSIGN_OR_RETURN(const auto last_period, CalendarPeriod::Parse(last));
  HELHET_ASSIGN_OR_RETURN(const auto wanted, CalendarPeriod::Parse(like));
  const auto around = CalendarPeriod::Around(last_period.LastMonth(), wanted.length());
  // What stands is known as of today, however little of the period has passed.
  const bool is_standing = measure.terms_size() > 0 && measure.terms(0).has_standing();
  return is_standing || around.LastMonth() == last_period.LastMonth() ? around.Text() : around.Previous().Text();
}

}  // namespace helhet::measure
