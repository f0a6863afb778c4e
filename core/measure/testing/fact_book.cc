#include "core/measure/testing/fact_book.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/model/fact_schema.h"
#include "core/store/fact_tables.h"

namespace helhet::measure {
namespace {

using store::Bytes;
using store::Row;

void ExpectOk(const Status& status) { EXPECT_TRUE(status.ok()) << status.message(); }

template <typename T>
T Parsed(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

}  // namespace

int64_t FactBook::Add(const model::v1::Fact& fact, const std::string& unit_id, bool counted) {
  Write({{fact, next_fact_id_++, unit_id, counted}});
  return facts_.back().fact_id;
}

void FactBook::AddAll(const std::vector<std::pair<model::v1::Fact, std::string>>& facts) {
  std::vector<BookedFact> booked;
  for (const auto& [fact, unit_id] : facts) booked.push_back({fact, next_fact_id_++, unit_id, true});
  Write(booked);
}

void FactBook::Write(const std::vector<BookedFact>& facts) {
  store::FactRows rows;
  std::vector<Row> common;
  for (const BookedFact& one : facts) {
    rows.Add(one.fact, {one.fact_id, one.unit_id, store::MonthOf(one.fact), one.counted});
    const std::string key = std::to_string(one.fact_id);
    common.push_back({one.fact_id, "ehf", "invoices", "record " + key, "business " + key, store::KindOf(one.fact), Bytes{"hash"},
                      int64_t{0}, "file " + key, Bytes{"\xab\x01"}, int64_t{0}, int64_t{0}, "", "", "run-1"});
  }
  ExpectOk(store_.InTransaction([&]() -> Status {
    for (auto& table : rows.Take()) HELHET_RETURN_IF_ERROR(store_.InsertRows(table.table, std::move(table.rows)));
    for (const BookedFact& one : facts) Mark(one.fact, one.unit_id);
    return store_.InsertRows({"fact", {"fact_id", "connector_id", "stream", "natural_key", "business_key", "kind", "content_hash",
                                       "source_time_us", "locator", "raw_sha256", "raw_offset", "raw_length", "unit_codes", "flags", "run_id"}},
                             std::move(common));
  }));
  facts_.insert(facts_.end(), facts.begin(), facts.end());
}

void FactBook::Remove(int64_t fact_id) {
  const auto found = std::find_if(facts_.begin(), facts_.end(), [&](const BookedFact& fact) { return fact.fact_id == fact_id; });
  ASSERT_NE(found, facts_.end());
  ExpectOk(store_.Begin());
  const std::string kind = store::KindOf(found->fact);
  std::vector<std::string> tables = {"fact", model::FindFactTable(kind)->table};
  for (const model::FactTable* lines : model::LineTables(kind)) tables.push_back(lines->table);
  for (const std::string& table : tables) {
    ExpectOk(store_.Execute("DELETE FROM " + table + " WHERE municipality_id = $1 AND fact_id = $2", {fact_id}).status());
  }
  Mark(found->fact, found->unit_id);
  ExpectOk(store_.Commit());
  facts_.erase(found);
}

void FactBook::Mark(const model::v1::Fact& fact, const std::string& unit_id) {
  ExpectOk(store_.Execute("INSERT INTO dirty (municipality_id, kind, unit_id, month, sequence) VALUES ($1, $2, $3, $4, 1) "
                          "ON CONFLICT (municipality_id, kind, unit_id, month) DO UPDATE SET sequence = dirty.sequence + 1",
                          {store::KindOf(fact), unit_id, store::MonthOf(fact)}).status());
}

int64_t FactBook::Define(const model::v1::Measure& measure) {
  const std::string& id = measure.measure_id();
  const int64_t version = 1 + Number("SELECT COALESCE(MAX(version), 0) FROM document_edition WHERE municipality_id = $1 "
                                     "AND kind = 'measure' AND document_id = $2", {id});
  std::string body;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(measure, &body).ok());
  ExpectOk(store_.Execute("INSERT INTO document (municipality_id, kind, document_id, version, etag, body, updated_us) "
                          "VALUES ($1, 'measure', $2, $3, '', $4, 0) ON CONFLICT (municipality_id, kind, document_id) "
                          "DO UPDATE SET version = excluded.version, body = excluded.body", {id, version, body}).status());
  ExpectOk(store_.Execute("INSERT INTO document_edition (municipality_id, kind, document_id, version, body, updated_us) "
                          "VALUES ($1, 'measure', $2, $3, $4, 0)", {id, version, body}).status());
  return version;
}

void FactBook::Undefine(const std::string& measure_id) {
  ExpectOk(store_.Execute("DELETE FROM document WHERE municipality_id = $1 AND kind = 'measure' AND document_id = $2", {measure_id}).status());
}

int64_t FactBook::Number(const std::string& sql, std::vector<store::Value> parameters) const {
  const auto row = store_.QueryOne(sql, std::move(parameters));
  ExpectOk(row.status());
  return row.ok() && !row->empty() ? store::AsInteger((*row)[0]) : -1;
}

model::v1::Fact FactOf(const std::string& text) { return Parsed<model::v1::Fact>(text); }
model::v1::Measure MeasureOf(const std::string& text) { return Parsed<model::v1::Measure>(text); }

}  // namespace helhet::measure
