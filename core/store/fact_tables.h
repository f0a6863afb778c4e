// Facts as rows: tables that follow the model's descriptors, so that a field added to proto/ is a column
// without another line of code.
#pragma once

#include <string>
#include <vector>

#include "core/model/fact_schema.h"
#include "core/store/database.h"
#include "helhet/model/v1/fact.pb.h"

namespace helhet::store {

// Columns that the hub puts before the model's fields:
//  kind tables: municipality_id, fact_id, unit_id ('' = waits for a unit), month (YYYY-MM), counted
//    (1, or 0 when another connector's fact of the same business key counts), and the keys by which matching
//    finds it (core/model/match_keys.h)
//  line tables: municipality_id, fact_id, line_no (from 0)
// Makes the tables, and adds columns for fields that the model has gained.
Status EnsureFactTables(Database& database);

// What the hub knows of a fact beside its fields.
struct FactPlacement {
  int64_t fact_id = 0;
  std::string unit_id;
  std::string month;
  bool counted = true;
};

// Rows of a fact for each table it touches, without municipality_id; add them to the batch of each.
class FactRows {
 public:
  // Adds the rows of one fact.
  void Add(const model::v1::Fact& fact, const FactPlacement& placement);

  struct TableRows {
    BulkTable table;
    std::vector<Row> rows;
  };
  // Kinds before their lines; only tables that have rows.
  std::vector<TableRows> Take();

 private:
  std::vector<TableRows> tables_;
};

// A field's value as its column holds it.
Value FieldValue(const google::protobuf::Message& message, const model::FactField& field);

// The kind of a fact (`invoice`), or empty when it has none.
std::string KindOf(const model::v1::Fact& fact);
// The date that decides a fact's period, `2023-04-05`; of a year, its first day. Empty when it is missing or
// malformed.
std::string DateOf(const model::v1::Fact& fact);
// The day on which its codes tell its unit: the same, but for documents. An archive tells where they are now, so that
// is the day they were withdrawn, and the last of all days while they are in force.
std::string UnitDateOf(const model::v1::Fact& fact);
// The same as SQL over the kind's table.
std::string UnitDateSql(const model::FactTable& kind, const std::string& alias);
// The month of that date: `2023-04`.
std::string MonthOf(const model::v1::Fact& fact);

}  // namespace helhet::store
