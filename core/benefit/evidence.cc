#include "core/benefit/evidence.h"

#include <set>

#include "core/measure/term_sql.h"
#include "core/store/raw_payload.h"

namespace helhet::benefit {
namespace {

using measure::CalendarPeriod;
using measure::Definition;

// Whether facts of the kind hold for a time, so that one of any month may stand behind a figure.
bool HoldsForATime(const Definition& definition, const model::FactTable& kind) {
  for (size_t i = 0; i < definition.terms().size(); ++i) {
    if (definition.terms()[i].kind == &kind && definition.measure().terms(static_cast<int>(i)).has_standing()) return true;
  }
  return false;
}

}  // namespace

Result<std::vector<std::string>> HashFacts(store::TenantStore& store, const model::UnitTree& units, const Definition& definition,
                                           const std::vector<std::string>& unit_ids, const std::vector<CalendarPeriod>& periods) {
  std::set<std::string> within;
  for (const std::string& unit_id : unit_ids) {
    for (const std::string& below : units.Within(unit_id, model::Organisation::kAsItWas)) within.insert(below);
  }
  std::vector<std::string> hashed(periods.size());
  for (const model::FactTable* kind : definition.kinds()) {
    const bool always = HoldsForATime(definition, *kind);
    measure::Parameters parameters;
    std::string in_units;
    for (const std::string& unit_id : within) in_units += (in_units.empty() ? "" : ", ") + parameters.Add(unit_id);
    const std::string from = parameters.Add(always ? "" : periods.front().FirstMonth().Text());
    const std::string to = parameters.Add(always ? "~" : periods.front().LastMonth().Text());
    HELHET_RETURN_IF_ERROR(store.Query(
        "SELECT f.month, p.content_hash FROM " + measure::TablesSql(*kind) + " JOIN fact p ON p.municipality_id = f.municipality_id AND p.fact_id = f.fact_id WHERE " +
            measure::CountedSql(*kind) + " AND f.unit_id IN (" + in_units + ") AND f.month >= " + from + " AND f.month <= " + to + " ORDER BY p.connector_id, p.stream, p.natural_key",
        parameters.values(), [&](const store::Row& row) -> Status {
          const std::string& month = store::AsText(row[0]);
          for (size_t i = 0; i < periods.size(); ++i) {
            const bool inside = periods[i].FirstMonth().Text() <= month && month <= periods[i].LastMonth().Text();
            if (always || inside) hashed[i] += store::AsText(row[1]);
          }
          return OkStatus();
        }));
  }
  std::vector<std::string> hex;
  for (const std::string& content : hashed) hex.push_back(store::Hex(store::Sha256(content)));
  return hex;
}

}  // namespace helhet::benefit
