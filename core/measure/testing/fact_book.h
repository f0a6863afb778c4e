// Facts and definitions for tests, in a store and in memory at once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/tenant_store.h"
#include "helhet/model/v1/fact.pb.h"
#include "helhet/model/v1/measure.pb.h"

namespace helhet::measure {

// A fact as the store has placed it.
struct BookedFact {
  model::v1::Fact fact;
  int64_t fact_id = 0;
  std::string unit_id;  // empty: waits for a unit
  bool counted = true;
};

// Writes as a run does: rows of the fact and its lines, the common row, and a mark of what became dirty.
// A failing write fails the test.
class FactBook {
 public:
  explicit FactBook(store::TenantStore& store) : store_(store) {}

  int64_t Add(const model::v1::Fact& fact, const std::string& unit_id, bool counted = true);
  // Many at once, each with its unit.
  void AddAll(const std::vector<std::pair<model::v1::Fact, std::string>>& facts);
  void Remove(int64_t fact_id);
  const std::vector<BookedFact>& facts() const { return facts_; }

  // States a measure, as a new version if there is one. Returns the version.
  int64_t Define(const model::v1::Measure& measure);
  void Undefine(const std::string& measure_id);

  // The number that a query for one figure gives; the query begins at $2 with `text`, if any.
  int64_t Number(const std::string& sql, std::vector<store::Value> parameters = {}) const;

 private:
  void Write(const std::vector<BookedFact>& facts);
  void Mark(const model::v1::Fact& fact, const std::string& unit_id);

  store::TenantStore& store_;
  std::vector<BookedFact> facts_;
  int64_t next_fact_id_ = 1;
};

// Protos from text, for tests that read like their subject. Malformed text fails the test.
model::v1::Fact FactOf(const std::string& text);
model::v1::Measure MeasureOf(const std::string& text);

}  // namespace helhet::measure
