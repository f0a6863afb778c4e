// A record of a service as a record for the hub: mapped to a fact, or refused.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "helhet/json/json_record.h"
#include "helhet/plugin/v1/record.pb.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "helhet/table/fact_mapping.h"

namespace helhet::sdk {

class JsonRecordReader {
 public:
  // From `fields`, `lines`, `lines_at`, `key` and the other settings of a mapping, and `updated`; as FactMapping::From.
  // `system` names the archive in the keys of archive documents. Records go to the stream that is named as the kind.
  static Result<JsonRecordReader> From(const Settings& settings, const std::string& kind, const std::string& system,
                                       const std::vector<BuiltInField>& built_in = {});

  // Whether the settings leave the record out.
  bool Skips(const Json& record) const;
  // The records for the hub: one, or as many as a field with `each` has values. `where` is the locator of one that nothing
  // tells from others; `read_at_us` its time when it does not say when it was updated.
  std::vector<plugin::v1::Record> Read(const Json& record, const std::string& where, int64_t read_at_us) const;
  // What stands at `updated`; empty when nothing does.
  std::string UpdatedOf(const Json& record) const;
  // The paths that records must, or may, have.
  std::vector<WantedColumn> wanted() const { return mapping_.wanted(); }

 private:
  explicit JsonRecordReader(FactMapping mapping) : mapping_(std::move(mapping)) {}
  TableColumns ColumnsOf(const std::vector<TableRow>& rows) const;
  plugin::v1::Record Start(const Json& record, int64_t read_at_us) const;
  Status Finish(MappedFact fact, const std::string& path, plugin::v1::Record& record) const;

  std::string stream_;
  std::string system_;
  std::string updated_;  // path
  RecordShape shape_;
  FactMapping mapping_;
  std::vector<std::string> columns_;  // paths that the mapping asks for
};

}  // namespace helhet::sdk
