// One export as records: a table (CSV, .xlsx), JSON or XML, which its first character tells.
#pragma once

#include <string>

#include "helhet/folder_source.h"
#include "helhet/settings.h"
#include "helhet/status.h"
#include "helhet/table/table_records.h"
#include "record_list.h"

namespace helhet::compilo {

class ExportReader {
 public:
  // `kind` of fact, with the built-in columns for it and what the settings map themselves. INVALID_ARGUMENT naming the
  // setting.
  static Result<ExportReader> From(const sdk::Settings& settings, const std::string& stream, const std::string& kind,
                                   const std::vector<sdk::BuiltInField>& columns);

  using Sink = RecordList::Sink;
  // Gives the records of an export, or one that says why there are none, which keeps the whole. Not OK only when the sink
  // is not.
  Status Read(sdk::FolderDocument document, const Sink& sink) const;
  // The same of what a record has kept, an export's row or record, or a whole that was refused.
  Status ReadKept(sdk::FolderDocument document, const Sink& sink) const;

  // Of records that come one by one, as answers of a service.
  const sdk::JsonRecordReader& records() const { return records_; }
  // The columns that an export must have, for a person: `'Dokument-ID' or 'id', 'Tittel'`.
  std::string RequiredColumns() const;

 private:
  ExportReader(sdk::TableRecords tables, sdk::JsonRecordReader records) : tables_(std::move(tables)), records_(std::move(records)) {}
  Status ReadRecords(sdk::FolderDocument document, bool is_xml, const Sink& sink) const;
  Result<sdk::Json> Parse(const std::string& bytes, bool is_xml) const;

  std::string stream_;
  std::string encoding_;
  std::string records_path_;
  sdk::TableRecords tables_;
  sdk::JsonRecordReader records_;
};

}  // namespace helhet::compilo
