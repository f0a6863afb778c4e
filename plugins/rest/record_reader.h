// A record of a service as a record for the hub: mapped to a fact, or refused.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/plugin/v1/record.pb.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "helhet/table/fact_mapping.h"
#include "json_record.h"

namespace helhet::rest {

class RecordReader {
 public:
  // From `kind`, `fields`, `lines`, `lines_at`, `key` and the other settings of a mapping, `credit_notes` and
  // `updated`.
  static Result<RecordReader> From(const sdk::Settings& settings);

  // Whether the settings leave the record out.
  bool Skips(const Json& record) const;
  // The records for the hub: one, or as many as a field with `each` has values. `where` is the locator of one that nothing
  // tells from others; `read_at_us` its time when it does not say when it was updated.
  std::vector<plugin::v1::Record> Read(const Json& record, const std::string& where, int64_t read_at_us) const;
  // What stands at `updated`; empty when nothing does.
  std::string UpdatedOf(const Json& record) const;
  const std::string& kind() const { return kind_; }

 private:
  explicit RecordReader(sdk::FactMapping mapping) : mapping_(std::move(mapping)) {}
  sdk::TableColumns ColumnsOf(const std::vector<sdk::TableRow>& rows) const;
  plugin::v1::Record Start(const Json& record, int64_t read_at_us) const;
  Status Finish(sdk::MappedFact fact, const std::string& path, plugin::v1::Record& record) const;

  std::string kind_;
  std::string system_;
  std::string updated_;  // path
  bool turns_credit_notes_ = false;
  RecordShape shape_;
  sdk::FactMapping mapping_;
  std::vector<std::string> columns_;  // paths that the mapping asks for
};

}  // namespace helhet::rest
