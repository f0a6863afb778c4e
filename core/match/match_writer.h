// Writes what matching has found, where it differs from what stands.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/match/fact_reader.h"
#include "core/store/dirty_cells.h"

namespace helhet::match {

// One kind's fields that matching sets, on facts and lines.
class MatchWriter {
 public:
  MatchWriter(store::TenantStore& store, std::string_view kind);

  // The fields, for reading what stands.
  const std::vector<std::string>& fields() const { return fields_; }
  const std::vector<std::string>& line_fields() const { return line_fields_; }

  // Writes `now` over `stored` if any of the fields differ, lines in their order; in the caller's transaction.
  // Remembers the cell. True when it differed.
  Result<bool> Write(const StoredFact& stored, const google::protobuf::Message& now);

  const store::DirtyCells& dirty() const { return dirty_; }

 private:
  // Updates one row where a field differs.
  Result<bool> WriteRow(const model::FactTable& table, const google::protobuf::Message& before, const google::protobuf::Message& now,
                        std::vector<store::Value> key);

  store::TenantStore& store_;
  const model::FactTable& kind_;
  const model::FactTable* lines_ = nullptr;
  std::vector<std::string> fields_;
  std::vector<std::string> line_fields_;
  store::DirtyCells dirty_;
};

}  // namespace helhet::match
