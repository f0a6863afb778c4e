// What tests of standing measures share: agreements and documents, and figures on a stated day.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/measure/explain.h"
#include "core/measure/testing/measure_store_test.h"
#include "core/model/calendar.h"

namespace helhet::measure {

// Agreements that are valid.
inline constexpr char kValid[] = R"(
  measure_id: 'valid' formula: 'n' kind: MEASURE_KIND_STOCK
  terms { name: 'n' facts: 'agreement' aggregate: AGGREGATE_COUNT standing { from_field: 'valid_from' until_field: 'valid_to' } })";

// Documents in force, those that should have been revised, and the age of those that were ever.
inline constexpr char kDocuments[] = R"(
  measure_id: 'documents' formula: 'stale' kind: MEASURE_KIND_STOCK
  terms { name: 'all' facts: 'archive_document' aggregate: AGGREGATE_COUNT standing { from_field: 'published_date' until_field: 'withdrawn_date' as_seen: true } }
  terms { name: 'stale' facts: 'archive_document' aggregate: AGGREGATE_COUNT filter: 'next_revision_date:* AND next_revision_date < day'
          standing { from_field: 'published_date' until_field: 'withdrawn_date' as_seen: true } }
  terms { name: 'age' facts: 'archive_document' aggregate: AGGREGATE_SUM_OF_AGE_DAYS field: 'revision_date'
          standing { from_field: 'published_date' until_field: 'withdrawn_date' as_seen: true } })";

inline model::v1::Fact Agreement(const std::string& from, const std::string& to) {
  return FactOf("agreement { valid_from: '" + from + "' valid_to: '" + to + "' }");
}

inline model::v1::Fact Document(const std::string& revised, const std::string& next, const std::string& withdrawn = "") {
  return FactOf("archive_document { revision_date: '" + revised + "' next_revision_date: '" + next + "' withdrawn_date: '" + withdrawn + "' }");
}

inline int64_t At(const std::string& day, int hour = 12) {
  return (int64_t{*model::DaysBetween("1970-01-01", day)} * 24 + hour) * 3'600'000'000;
}

// A municipality with one unit, a, as far as explanations go.
class StandingStoreTest : public MeasureStoreTest {
 protected:
  Recomputed On(const std::string& day) { return Checked(Recompute(store_, {At(day), "run"})); }
  std::string Valid(const std::string& period, const std::string& unit = "a") { return Cell(unit, period, "valid"); }
  std::string Documents(const std::string& period) { return Cell("a", period, "documents"); }

  Explanation Explained(const std::string& measure, const std::string& period, const std::string& term) {
    model::v1::Unit unit;
    unit.set_unit_id("a");
    ExplainQuery query;
    query.measure_id = measure;
    query.unit_id = "a";
    query.period = period;
    query.term = term;
    auto explanation = Explain(store_, *model::UnitTree::Make({unit}), query);
    EXPECT_TRUE(explanation.ok()) << explanation.status().message();
    return *explanation;
  }
};

}  // namespace helhet::measure
