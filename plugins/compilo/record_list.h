// Records in JSON, of an export or of the answers of a service, as records for the hub.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "helhet/json/record_reader.h"
#include "helhet/plugin/v1/record.pb.h"
#include "helhet/status.h"

namespace helhet::compilo {

// Takes records one after the other. What an export lacks altogether is told once and by name, rather than record by
// record: none is given before every column that must be there was seen. Not thread-safe; the reader outlives it.
class RecordList {
 public:
  using Sink = std::function<Status(plugin::v1::Record)>;

  RecordList(const sdk::JsonRecordReader& reader, std::string media_type, int64_t time_us, const Sink& sink);

  // Takes a record, which stands at `where`. Not OK only when the sink is not.
  Status Take(const sdk::Json& record, const std::string& where);
  // Says that there are no more.
  Status Finish();
  // After Finish: no_rows, or columns_missing, naming them and what stands in the records; then nothing was given.
  const Status& broken() const { return broken_; }

 private:
  void Look(const sdk::Json& record);
  Status GiveHeld();
  Status Give(const sdk::Json& record, const std::string& where);

  const sdk::JsonRecordReader& reader_;
  const std::string media_type_;
  const int64_t time_us_;
  const Sink& sink_;
  std::vector<std::vector<std::string>> missing_;  // the names of each column that was not seen yet
  std::string members_;                            // of the first record, for a person
  std::vector<std::pair<sdk::Json, std::string>> held_;
  size_t taken_ = 0;
  std::unordered_set<size_t> keys_;  // hashes, as many records are to fit
  Status broken_;
};

}  // namespace helhet::compilo
