#include "record_reader.h"

#include <algorithm>
#include <utility>

#include "credit_note.h"
#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/instant.h"
#include "helhet/limits.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/refusal.h"

namespace helhet::rest {
namespace {

constexpr const char* kTellApart = "state the paths that tell records apart in settings.key";

// The path of the request or the file, which stands before `, page 2, record 17`.
std::string PathOf(const std::string& where) { return where.substr(0, where.find(", ")); }

}  // namespace

Result<RecordReader> RecordReader::From(const sdk::Settings& settings) {
  HELHET_ASSIGN_OR_RETURN(const std::string kind, settings.Text("kind"));
  HELHET_ASSIGN_OR_RETURN(sdk::FactMapping mapping, sdk::FactMapping::From(settings, kind, {}, "point"));
  RecordReader reader(std::move(mapping));
  reader.kind_ = kind;
  reader.system_ = settings.Text("system", "");
  reader.updated_ = settings.Text("updated", "");
  reader.shape_.lines_at = settings.Text("lines_at", "");
  reader.shape_.points_in_texts = settings.Text("decimal_mark", "point") == "point";
  reader.turns_credit_notes_ = settings.Text("credit_notes", "negative") == "positive";
  if (reader.mapping_.gathers() && reader.shape_.lines_at.empty()) {
    return sdk::SettingInvalid("lines_at", "missing, and settings.lines maps lines", "state the path of the list of lines in a record");
  }
  for (const sdk::WantedColumn& column : reader.mapping_.wanted()) {
    reader.columns_.insert(reader.columns_.end(), column.names.begin(), column.names.end());
  }
  std::sort(reader.columns_.begin(), reader.columns_.end());
  reader.columns_.erase(std::unique(reader.columns_.begin(), reader.columns_.end()), reader.columns_.end());
  return reader;
}

bool RecordReader::Skips(const Json& record) const {
  return mapping_.Skips(RowsOf(record, shape_, columns_).front(), sdk::TableColumns(columns_));
}

std::string RecordReader::UpdatedOf(const Json& record) const {
  return updated_.empty() ? "" : CellOf(At(record, updated_), false).text;
}

plugin::v1::Record RecordReader::Start(const Json& record, int64_t read_at_us) const {
  plugin::v1::Record started;
  started.set_stream(kind_);
  const int64_t updated_s = sdk::SecondsSince1970(UpdatedOf(record));
  started.set_source_time_us(updated_s > 0 ? updated_s * 1'000'000 : read_at_us);
  started.set_raw(record.dump());
  started.set_raw_media_type("application/json");
  return started;
}

// The paths at which the record holds something: of several for a field the first of those counts.
sdk::TableColumns RecordReader::ColumnsOf(const std::vector<sdk::TableRow>& rows) const {
  std::vector<std::string> names = columns_;
  for (size_t i = 0; i < names.size(); ++i) {
    if (std::all_of(rows.begin(), rows.end(), [i](const sdk::TableRow& row) { return row.At(i).empty(); })) names[i].clear();
  }
  return sdk::TableColumns(std::move(names));
}

std::vector<plugin::v1::Record> RecordReader::Read(const Json& record, const std::string& where, int64_t read_at_us) const {
  const std::vector<sdk::TableRow> rows = RowsOf(record, shape_, columns_);
  const sdk::TableColumns columns = ColumnsOf(rows);
  plugin::v1::Record started = Start(record, read_at_us);
  // A place on a page changes as records come: what tells the record from others stands in its stead where it is known.
  const Result<std::string> key = mapping_.KeyOf(rows.front(), columns);
  started.set_locator(key.ok() && !key->empty() ? PathOf(where) + ", " + *key : where);
  Result<std::vector<sdk::MappedFact>> facts = mapping_.Read(rows, columns);
  if (!facts.ok()) {
    sdk::Refuse(facts.status(), started);
    return {std::move(started)};
  }
  std::vector<plugin::v1::Record> records;
  for (sdk::MappedFact& fact : *facts) {
    plugin::v1::Record each = started;
    if (facts->size() > 1) each.set_locator(started.locator() + " (" + std::to_string(records.size() + 1) + ")");
    if (const Status status = Finish(std::move(fact), PathOf(where), each); !status.ok()) sdk::Refuse(status, each);
    records.push_back(std::move(each));
  }
  return records;
}

Status RecordReader::Finish(sdk::MappedFact mapped, const std::string& path, plugin::v1::Record& record) const {
  if (turns_credit_notes_) TurnCreditNote(mapped.fact);
  const std::string business_key = sdk::BusinessKey(mapped.fact, system_);
  const std::string& key = mapped.key.empty() ? business_key : mapped.key;
  if (key.empty()) return sdk::Refused("key_missing", "nothing tells the record from others", kTellApart);
  if (std::max(key.size(), business_key.size()) > limits::kKeyBytes) {
    return sdk::Refused("identity_too_long", "its key has " + std::to_string(std::max(key.size(), business_key.size())) + " bytes", kTellApart);
  }
  if (mapped.key.empty()) record.set_locator(path + ", " + key);
  record.set_natural_key(key);
  record.set_business_key(business_key);
  *record.mutable_fact() = std::move(mapped.fact);
  return OkStatus();
}

}  // namespace helhet::rest
