#include "helhet/table/table_records.h"

#include <map>
#include <unordered_map>
#include <utility>

#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/limits.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "row_form.h"
#include "table_limits.h"

namespace helhet::sdk {
namespace {

size_t BytesOf(const TableRow& row) {
  size_t bytes = sizeof(TableRow) + row.cells.size() * sizeof(Cell);
  for (const Cell& cell : row.cells) bytes += cell.text.size();
  return bytes;
}

}  // namespace

// One document being read.
class TableRecords::Reading {
 public:
  Reading(const TableRecords& owner, const FolderDocument& document, const Sink& sink)
      : owner_(owner), source_time_us_(document.source_time_us), sink_(sink) {
    form_.table = document.locator;
  }

  // The status of the sink; what is wrong with the table stands in `broken`.
  Status ReadTable(std::string_view bytes, Status& broken) {
    auto table = TableReader::Open(bytes, owner_.format_, owner_.mapping_.wanted());
    if (!table.ok()) return broken = table.status(), OkStatus();
    form_.sheet = table->sheet();
    form_.columns = table->columns().names();
    columns_ = table->columns();
    TableRow row;
    while (true) {
      const Result<bool> more = table->Next(row);
      if (!more.ok()) broken = more.status();
      if (!more.ok() || !*more) break;
      if (owner_.mapping_.Skips(row, columns_)) continue;
      HELHET_RETURN_IF_ERROR(owner_.mapping_.gathers() ? Hold(std::move(row)) : Emit({std::move(row)}));
      if (held_bytes_ <= kGroupedBytes) continue;
      broken = Refused("too_large", "its rows take more than " + std::to_string(kGroupedBytes) + " bytes", "split the file in several");
      return OkStatus();
    }
    // A fact with some of its lines would pass for the whole of it.
    return broken.ok() ? EmitHeld() : OkStatus();
  }

  Status ReadKept(RowForm kept) {
    form_ = std::move(kept);
    columns_ = TableColumns(form_.columns);
    std::vector<TableRow> rows = std::exchange(form_.rows, {});
    return Emit(std::move(rows));
  }

 private:
  Status Hold(TableRow row) {
    const Result<std::string> key = owner_.mapping_.KeyOf(row, columns_);
    if (!key.ok()) return Emit({std::move(row)});  // which refuses it
    held_bytes_ += BytesOf(row);
    const auto [at, is_new] = places_.emplace(*key, held_.size());
    if (is_new) held_.emplace_back();
    held_[at->second].push_back(std::move(row));
    return OkStatus();
  }

  Status EmitHeld() {
    for (auto& rows : held_) HELHET_RETURN_IF_ERROR(Emit(std::exchange(rows, {})));
    return OkStatus();
  }

  // The records of the rows of one fact.
  Status Emit(std::vector<TableRow> rows) {
    size_t bytes = 0;
    for (const TableRow& row : rows) bytes += BytesOf(row);
    form_.rows = std::move(rows);
    plugin::v1::Record record;
    record.set_stream(owner_.stream_);
    record.set_locator(form_.Locator());
    record.set_source_time_us(source_time_us_);
    if (bytes > kFactRowsBytes) {
      // The rows are not kept either: they are too many for a record.
      return Refuse(Refused("too_large", std::to_string(form_.rows.size()) + " rows of one fact take " + std::to_string(bytes) + " bytes",
                            owner_.tell_rows_apart_), std::move(record));
    }
    record.set_raw(form_.Text());
    record.set_raw_media_type(kRowFormMediaType);
    auto facts = owner_.mapping_.Read(form_.rows, columns_);
    if (!facts.ok()) return Refuse(facts.status(), std::move(record));
    for (size_t i = 0; i < facts->size(); ++i) {
      plugin::v1::Record each = record;
      if (facts->size() > 1) each.set_locator(record.locator() + " (" + std::to_string(i + 1) + ")");
      HELHET_RETURN_IF_ERROR(EmitFact(std::move((*facts)[i]), std::move(each)));
    }
    return OkStatus();
  }

  Status EmitFact(MappedFact mapped, plugin::v1::Record record) {
    const std::string business_key = BusinessKey(mapped.fact, owner_.system_);
    const std::string& key = mapped.key.empty() ? business_key : mapped.key;
    const uint32_t row = form_.rows.front().number;
    const std::string where = "row " + std::to_string(row) + ": ";
    if (key.empty()) return Refuse(Refused("key_missing", where + "nothing tells the fact from others", owner_.tell_rows_apart_), std::move(record));
    if (key.size() > limits::kKeyBytes || business_key.size() > limits::kKeyBytes) {
      return Refuse(Refused("identity_too_long", where + "its key has " + std::to_string(std::max(key.size(), business_key.size())) + " bytes",
                            owner_.tell_rows_apart_), std::move(record));
    }
    // Hashes, not keys: a million rows are to fit. Two of a million share one by a chance of 1 in 37 million.
    const auto [first, is_new] = seen_.emplace(std::hash<std::string>()(key), row);
    if (!is_new) {
      return Refuse(Refused("key_repeated", where + "the same key as row " + std::to_string(first->second) + ", " + Quoted(key),
                            "delete one of them; if both are right, " + owner_.tell_rows_apart_), std::move(record));
    }
    record.set_natural_key(key);
    record.set_business_key(business_key);
    *record.mutable_fact() = std::move(mapped.fact);
    return sink_(std::move(record));
  }

  Status Refuse(Status status, plugin::v1::Record record) const {
    sdk::Refuse(status.Annotate(form_.table + (form_.sheet.empty() ? "" : ", " + form_.sheet)), record);
    return sink_(std::move(record));
  }

  const TableRecords& owner_;
  const int64_t source_time_us_;
  const Sink& sink_;
  RowForm form_;  // of the rows under way
  TableColumns columns_;
  std::vector<std::vector<TableRow>> held_;  // in the order of each key's first row
  std::map<std::string, size_t> places_;
  size_t held_bytes_ = 0;
  std::unordered_map<size_t, uint32_t> seen_;  // hash of a key, and its row
};

bool TableRecords::IsKeptRows(std::string_view bytes) { return RowForm::Parse(bytes).has_value(); }

Status TableRecords::Read(FolderDocument document, const Sink& sink) const {
  Status broken = document.status;
  Reading reading(*this, document, sink);
  if (broken.ok()) {
    if (auto kept = RowForm::Parse(document.bytes)) return reading.ReadKept(*std::move(kept));
    HELHET_RETURN_IF_ERROR(reading.ReadTable(document.bytes, broken));
    if (broken.ok()) return OkStatus();
    broken.Annotate(document.locator);
  }
  plugin::v1::Record record = StartRecord(stream_, document, "application/octet-stream");
  Refuse(broken, record);
  return sink(std::move(record));
}

}  // namespace helhet::sdk
