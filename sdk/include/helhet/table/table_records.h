// A table from a folder as records: what a connector of tables does with one document.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "helhet/folder_source.h"
#include "helhet/plugin/v1/record.pb.h"
#include "helhet/table/fact_mapping.h"
#include "helhet/table/table_reader.h"

namespace helhet::sdk {

// Reads CSV files and workbooks row by row. A record keeps its own rows with all their columns, in a form that Read
// takes as a document again: a change of mapping needs no file.
//
// The natural key is what the key columns hold, else the business key. A row that cannot be mapped, has no key, or has
// that of an earlier row of the table is refused, and the rest is read. A table that cannot be read is refused whole;
// one that breaks off half-way (csv_malformed, xlsx_damaged) after the rows before that place.
//
// Rows that are put together by key may stand anywhere in the table, so they are held until its end, at most 128 MiB.
class TableRecords {
 public:
  // What a person is told to do about rows that nothing tells apart, where the mapping is that of the settings.
  static constexpr const char* kTellRowsApart = "state columns that tell the rows apart in settings.key";

  // `system` names the archive in the keys of archive documents.
  TableRecords(std::string stream, TableFormat format, FactMapping mapping, std::string system = "",
               std::string tell_rows_apart = kTellRowsApart)
      : stream_(std::move(stream)),
        format_(std::move(format)),
        mapping_(std::move(mapping)),
        system_(std::move(system)),
        tell_rows_apart_(std::move(tell_rows_apart)) {}

  using Sink = std::function<Status(plugin::v1::Record)>;
  // Gives the records of a document, or of kept rows, to `sink`. Not OK only when the sink is not.
  Status Read(FolderDocument document, const Sink& sink) const;

  // Whether bytes are rows that a record kept.
  static bool IsKeptRows(std::string_view bytes);

 private:
  class Reading;

  std::string stream_;
  TableFormat format_;
  FactMapping mapping_;
  std::string system_;
  std::string tell_rows_apart_;
};

}  // namespace helhet::sdk
