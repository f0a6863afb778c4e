#include "helhet/json/record_reader.h"

#include <algorithm>
#include <utility>

#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/instant.h"
#include "helhet/limits.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/refusal.h"

namespace helhet::sdk {
namespace {

constexpr const char* kTellApart = "state the paths that tell records apart in settings.key";

// The path of the request or the file, which stands before `, page 2, record 17`.
std::string PathOf(const std::string& where) { return where.substr(0, where.find(", ")); }

}  // namespace

Result<JsonRecordReader> JsonRecordReader::From(const Settings& settings, const std::string& kind, const std::string& system,
                                                  const std::vector<BuiltInField>& built_in) {
  HELHET_ASSIGN_OR_RETURN(FactMapping mapping, FactMapping::From(settings, kind, built_in, "point"));
  JsonRecordReader reader(std::move(mapping));
  reader.stream_ = kind;
  reader.system_ = system;
  reader.updated_ = settings.Text("updated", "");
  reader.shape_.lines_at = settings.Text("lines_at", "");
  reader.shape_.points_in_texts = settings.Text("decimal_mark", "point") == "point";
  if (reader.mapping_.gathers() && reader.shape_.lines_at.empty()) {
    return SettingInvalid("lines_at", "missing, and settings.lines maps lines", "state the path of the list of lines in a record");
  }
  for (const WantedColumn& column : reader.mapping_.wanted()) {
    reader.columns_.insert(reader.columns_.end(), column.names.begin(), column.names.end());
  }
  std::sort(reader.columns_.begin(), reader.columns_.end());
  reader.columns_.erase(std::unique(reader.columns_.begin(), reader.columns_.end()), reader.columns_.end());
  return reader;
}

bool JsonRecordReader::Skips(const Json& record) const {
  return mapping_.Skips(RowsOf(record, shape_, columns_).front(), TableColumns(columns_));
}

std::string JsonRecordReader::UpdatedOf(const Json& record) const {
  return updated_.empty() ? "" : CellOf(At(record, updated_), false).text;
}

plugin::v1::Record JsonRecordReader::Start(const Json& record, int64_t read_at_us) const {
  plugin::v1::Record started;
  started.set_stream(stream_);
  const int64_t updated_s = SecondsSince1970(UpdatedOf(record));
  started.set_source_time_us(updated_s > 0 ? updated_s * 1'000'000 : read_at_us);
  started.set_raw(record.dump());
  started.set_raw_media_type("application/json");
  return started;
}

// The paths at which the record holds something: of several for a field the first of those counts.
TableColumns JsonRecordReader::ColumnsOf(const std::vector<TableRow>& rows) const {
  std::vector<std::string> names = columns_;
  for (size_t i = 0; i < names.size(); ++i) {
    if (std::all_of(rows.begin(), rows.end(), [i](const TableRow& row) { return row.At(i).empty(); })) names[i].clear();
  }
  return TableColumns(std::move(names));
}

std::vector<plugin::v1::Record> JsonRecordReader::Read(const Json& record, const std::string& where, int64_t read_at_us) const {
  const std::vector<TableRow> rows = RowsOf(record, shape_, columns_);
  const TableColumns columns = ColumnsOf(rows);
  plugin::v1::Record started = Start(record, read_at_us);
  // A place on a page changes as records come: what tells the record from others stands in its stead where it is known.
  const Result<std::string> key = mapping_.KeyOf(rows.front(), columns);
  started.set_locator(key.ok() && !key->empty() ? PathOf(where) + ", " + *key : where);
  Result<std::vector<MappedFact>> facts = mapping_.Read(rows, columns);
  if (!facts.ok()) {
    Refuse(facts.status(), started);
    return {std::move(started)};
  }
  std::vector<plugin::v1::Record> records;
  for (MappedFact& fact : *facts) {
    plugin::v1::Record each = started;
    if (facts->size() > 1) each.set_locator(started.locator() + " (" + std::to_string(records.size() + 1) + ")");
    if (const Status status = Finish(std::move(fact), PathOf(where), each); !status.ok()) Refuse(status, each);
    records.push_back(std::move(each));
  }
  return records;
}

Status JsonRecordReader::Finish(MappedFact mapped, const std::string& path, plugin::v1::Record& record) const {
  const std::string business_key = BusinessKey(mapped.fact, system_);
  const std::string& key = mapped.key.empty() ? business_key : mapped.key;
  if (key.empty()) return Refused("key_missing", "nothing tells the record from others", kTellApart);
  if (std::max(key.size(), business_key.size()) > limits::kKeyBytes) {
    return Refused("identity_too_long", "its key has " + std::to_string(std::max(key.size(), business_key.size())) + " bytes", kTellApart);
  }
  if (mapped.key.empty()) record.set_locator(path + ", " + key);
  record.set_natural_key(key);
  record.set_business_key(business_key);
  *record.mutable_fact() = std::move(mapped.fact);
  return OkStatus();
}

}  // namespace helhet::sdk
